package dev.watchstream.parser.rollout;

import dev.watchstream.parser.ServiceName;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of a service from one pod template to another, as far as the stream shows it. Immutable.
 *
 * @param service the service
 * @param from the hashes of the previous templates, in the order in which they were first seen
 * @param to the hash of the new template
 * @param firstEvent the number of the event with the first pod of the new template, counted from 0
 * @param lastEvent the number of the event that ended it, or of the last event so far that changed
 *     an address
 * @param start when the first event arrived; null where times are not known
 * @param end when the last event arrived; null where times are not known
 * @param underWayAtFirst whether it had begun before the first event of the service; {@code
 *     firstEvent} is then that event, and what was before is not known
 * @param readyBefore how many addresses were ready when it began
 * @param readyMin the fewest ready addresses, from just before the first event to the last
 * @param readyMax the most ready addresses
 * @param notReadyMax the most not-ready addresses
 * @param surge the highest number of addresses, ready or not ready, minus their number when it
 *     began
 * @param complete whether only the new template was left in the end, without not-ready addresses
 * @param timesToReady how long each pod of the new template took from appearing not ready to ready,
 *     in the order in which they became ready, at most {@link #MOST_TIMES}; empty where times are
 *     not known
 * @param zeroReady the first {@link #MOST_SPANS} spans without a ready address that ended during
 *     the rollout, and then the one that has not ended, if any
 * @param gaps the number of places where events of the stream are missing, from the first event to
 *     the one that ended it, or so far
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

  /**
   * The limit of {@link #timesToReady}, as a rollout that never ends may go through any number of
   * pods.
   */
  public static final int MOST_TIMES = 100_000;

  /**
   * The limit of {@link #zeroReady}, as a rollout that never ends may lose its last ready address
   * any number of times.
   */
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
   * #timesToReady} such that at least that share of them is not longer (nearest-rank percentile).
   *
   * @param share above 0, at most 1: 0.5 for the median, 1 for the slowest
   * @return null where {@link #timesToReady} is empty
   */
  public @Nullable Duration timeToReady(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is above 0 and at most 1, not " + share);
    }
    List<Duration> sorted = timesToReady.stream().map(TimeToReady::time).sorted().toList();
    return sorted.isEmpty() ? null : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }
}
