package dev.watchstream.timeline;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A time in which too few of a service's addresses were ready, while the service existed.
 *
 * @param from the event that brought it
 * @param to the event that ended it, or the end of the timeline
 * @param isOver whether it was ended by an event
 * @param readyMin the fewest ready addresses in it
 */
public record Outage(Moment from, Moment to, boolean isOver, int readyMin) {

  /** How long it was; null where times are not known. */
  public @Nullable Duration duration() {
    return from.until(to);
  }
}
