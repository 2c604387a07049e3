package dev.watchstream.cli.live;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether a service has had enough ready addresses for long enough. Times are from any zero, and
 * never go back.
 */
public final class ReadyCondition {

  private final int least;
  private final Duration stable;
  private int ready;
  private @Nullable Duration since;

  /** That it was is enough, whatever came after: nobody may have looked in time. */
  private boolean wasMet;

  /**
   * As below.
   *
   * @param least so many addresses are to be ready
   * @param stable for so long without a break
   */
  public ReadyCondition(int least, Duration stable) {
    this.least = least;
    this.stable = stable;
  }

  /** So many addresses are ready from now on. */
  public void update(int nowReady, Duration now) {
    wasMet = isMet(now);
    ready = nowReady;
    if (ready < least) {
      since = null;
    } else if (since == null) {
      since = now;
    }
    wasMet = isMet(now);
  }

  /** How long it is until the condition is met, if nothing changes; null if it will not be. */
  public @Nullable Duration remaining(Duration now) {
    if (wasMet) {
      return Duration.ZERO;
    }
    if (since == null) {
      return null;
    }
    Duration left = stable.minus(now.minus(since));
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Whether the condition is met. */
  public boolean isMet(Duration now) {
    Duration left = remaining(now);
    return left != null && left.isZero();
  }

  /** How many addresses are ready. */
  public int ready() {
    return ready;
  }
}
