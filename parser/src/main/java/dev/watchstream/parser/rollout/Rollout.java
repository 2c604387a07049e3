package dev.watchstream.parser.rollout;

import dev.watchstream.parser.ServiceName;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of a service from one pod template to another, as far as it was seen. Immutable.
 *
 * @param service the service
 * @param from the hashes of the templates before; in the order in which they were first seen
 * @param to the hash of the template that comes
 * @param firstEvent the number of the event with the first pod of the new template, counted from 0
 * @param lastEvent the number of the event that ended it, or of the last one so far that changed an
 *     address
 * @param start when the first event came; null where times are not known
 * @param end when the last event came; null where times are not known
 * @param underWayAtFirst whether it had begun before the first event of the service, which then is
 *     the first event here: what was before is not known
 * @param readyBefore how many addresses were ready when it began
 * @param readyMin the fewest ready addresses, from just before the first event to the last
 * @param readyMax the most ready addresses
 * @param notReadyMax the most not-ready addresses
 * @param surge how many addresses there were at most, ready or not, above the number before
 * @param complete whether only the new template was left in the end, with no address not ready
 * @param timesToReady how long each pod of the new template took from appearing not ready to ready,
 *     in the order in which they became ready, the first {@link #MOST_TIMES}; empty where times are
 *     not known
 * @param zeroReady the spans without a ready address that ended while it was under way, or go on,
 *     the first {@link #MOST_SPANS}
 * @param gaps in how many places between the two events the stream lacks others
 */
public record Rollout(
    ServiceName service,
    List<String> from,
    String to,
    long firstEvent,
    long lastEvent,
    @Nullable Duration start,
    @Nullable Duration end,
    boolean underWayAtFirst,
    int readyBefore,
    int readyMin,
    int readyMax,
    int notReadyMax,
    int surge,
    boolean complete,
    List<TimeToReady> timesToReady,
    List<ZeroReadySpan> zeroReady,
    int gaps) {

  /** A rollout that never ends may go through any number of pods. */
  public static final int MOST_TIMES = 100_000;

  /** A rollout that never ends may lose its last ready address any number of times. */
  public static final int MOST_SPANS = 1_000;

  public Rollout {
    from = List.copyOf(from);
    timesToReady = List.copyOf(timesToReady);
    zeroReady = List.copyOf(zeroReady);
  }

  /** From the first event to the last; null where times are not known. */
  public @Nullable Duration duration() {
    return start == null || end == null ? null : end.minus(start);
  }

  /**
   * The time within which this share of the new pods was ready: the smallest of {@link
   * #timesToReady} that is not exceeded by at least that share of them (nearest rank).
   *
   * @param share above 0, at most 1: 0.5 for the median, 1 for the slowest
   * @return null where there are none
   */
  public @Nullable Duration timeToReady(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is above 0 and at most 1, not " + share);
    }
    List<Duration> sorted = timesToReady.stream().map(TimeToReady::time).sorted().toList();
    return sorted.isEmpty() ? null : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }
}
