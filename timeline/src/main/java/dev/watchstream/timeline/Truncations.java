package dev.watchstream.timeline;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.EventType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the times in which the Endpoints of a service left addresses out. For use by one thread.
 */
public final class Truncations {

  private final List<Truncation> over = new ArrayList<>();
  private @Nullable Moment from;

  /** The truncations of a service without events yet. */
  public Truncations() {}

  /** Takes the next event of the service. */
  public void accept(EndpointsEvent event, Moment at) {
    boolean isTruncated = event.isTruncated() && event.type() != EventType.DELETED;
    Moment begin = from;
    if (isTruncated) {
      from = begin == null ? at : begin;
    } else if (begin != null) {
      over.add(new Truncation(begin, at, true));
      from = null;
    }
  }

  /** Begins the timeline here: forgets the truncations that are over. */
  public void begin(Moment at) {
    over.clear();
    from = from == null ? null : at;
  }

  /** Gives time 0 to what came before any time was known. */
  void timesAreKnown() {
    over.replaceAll(t -> new Truncation(t.from().timed(), t.to().timed(), t.isOver()));
    from = from == null ? null : from.timed();
  }

  /** The truncations so far; one that is under way lasts until {@code end}. */
  public List<Truncation> until(Moment end) {
    List<Truncation> all = new ArrayList<>(over);
    if (from != null) {
      all.add(new Truncation(from, end, false));
    }
    return all;
  }
}
