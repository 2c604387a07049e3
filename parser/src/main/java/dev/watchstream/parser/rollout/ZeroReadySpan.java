package dev.watchstream.parser.rollout;

import dev.watchstream.parser.ServiceName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A time in which none of a service's addresses was ready. Immutable.
 *
 * @param service the service
 * @param firstEvent the number of the event that removed the last ready address, or of the
 *     service's first event, if none was ready then
 * @param lastEvent the number of the event that ended it; -1 while it has not ended
 * @param start when the first event arrived; null where times are not known
 * @param end when the last event arrived; null where times are not known, and while it has not
 *     ended
 * @param underWayAtFirst whether it began before, or with, the first event of the service
 * @param byDeletion whether it ended because the service's last object was deleted, and not because
 *     an address became ready
 * @param gaps the number of places between the two events where events of the stream are missing;
 *     of those so far, while it has not ended
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

  /** Whether it had not ended when this span was returned. */
  public boolean isUnderWay() {
    return lastEvent < 0;
  }

  /** How long it lasted; null where times are not known, and while it has not ended. */
  public @Nullable Duration duration() {
    return start == null || end == null ? null : end.minus(start);
  }
}
