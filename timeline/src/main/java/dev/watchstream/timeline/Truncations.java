package dev.watchstream.timeline;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.EventType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows in which times the Endpoints of a service left addresses out. For one thread. */
public final class Truncations {

  private final List<Truncation> over = new ArrayList<>();
  private @Nullable Moment from;

  /** Of a service of which nothing was told yet. */
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

  /** What is told begins here: forgets those that are over. */
  public void begin(Moment at) {
    over.clear();
    from = from == null ? null : at;
  }

  /** What came before any time was known came at 0. */
  void timesAreKnown() {
    over.replaceAll(t -> new Truncation(t.from().timed(), t.to().timed(), t.isOver()));
    from = from == null ? null : from.timed();
  }

  /** Those so far, as they look at the end. */
  public List<Truncation> until(Moment end) {
    List<Truncation> all = new ArrayList<>(over);
    if (from != null) {
      all.add(new Truncation(from, end, false));
    }
    return all;
  }
}
