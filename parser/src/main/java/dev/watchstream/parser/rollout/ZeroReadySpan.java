package dev.watchstream.parser.rollout;

import dev.watchstream.parser.ServiceName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A time in which none of a service's addresses was ready. Immutable.
 *
 * @param service the service
 * @param firstEvent the number of the event that took the last ready address, or of the service's
 *     first event, if none was ready then
 * @param lastEvent the number of the event that ended it; -1 while it goes on
 * @param start when the first event came; null where times are not known
 * @param end when the last event came; null where times are not known, and while it goes on
 * @param underWayAtFirst whether it began before, or with, the first event of the service
 * @param byDeletion whether it ended because the service's last object was deleted, and not because
 *     an address became ready
 * @param gaps in how many places between the two events the stream lacks others
 */
public record ZeroReadySpan(
    ServiceName service,
    long firstEvent,
    long lastEvent,
    @Nullable Duration start,
    @Nullable Duration end,
    boolean underWayAtFirst,
    boolean byDeletion,
    int gaps) {

  /** Whether it was still going on when it was asked for. */
  public boolean isUnderWay() {
    return lastEvent < 0;
  }

  /** How long it lasted; null where times are not known, and while it goes on. */
  public @Nullable Duration duration() {
    return start == null || end == null ? null : end.minus(start);
  }
}
