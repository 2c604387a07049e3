package dev.watchstream.timeline;

import org.jspecify.annotations.Nullable;

/** Finds the outages of one service: the times in which it has too few ready addresses. */
final class LowReady {

  private final int floor;
  private @Nullable Moment from;
  private int readyMin;

  LowReady(int floor) {
    this.floor = floor;
  }

  /** Takes the state after an event; returns the outage that the event ended, or null. */
  @Nullable Outage accept(Moment at, int ready, boolean exists) {
    Moment begin = from;
    if (exists && ready < floor) {
      from = begin == null ? at : begin;
      readyMin = begin == null ? ready : Math.min(readyMin, ready);
      return null;
    }
    from = null;
    return begin == null ? null : new Outage(begin, at, true, readyMin);
  }

  /** The outage that is under way, up to {@code end}; null if there is none. */
  @Nullable Outage underWay(Moment end) {
    return from == null ? null : new Outage(from, end, false, readyMin);
  }
}
