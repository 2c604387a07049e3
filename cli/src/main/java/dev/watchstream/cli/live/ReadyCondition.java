package dev.watchstream.cli.live;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether a service has had enough ready addresses for long enough. Times count from any fixed
 * moment, and must not decrease.
 */
public final class ReadyCondition {

  private final int least;
  private final Duration stable;
  private int ready;
  private @Nullable Duration since;

  /** Since when nobody sees whether they are still ready; null while somebody does. */
  private @Nullable Duration unseenSince;

  /** Once met, it stays met: it may have been met only between two looks. */
  private boolean wasMet;

  /**
   * A condition that is met when enough addresses have been ready for long enough.
   *
   * @param least the number of addresses that must be ready at least
   * @param stable how long they must be, without a break
   */
  public ReadyCondition(int least, Duration stable) {
    this.least = least;
    this.stable = stable;
  }

  /** Begins anew, for another service. */
  public void restart() {
    ready = 0;
    since = null;
    unseenSince = null;
    wasMet = false;
  }

  /** Says how many addresses are ready from {@code now} on. */
  public void update(int nowReady, Duration now) {
    seen(now);
    wasMet = isMet(now);
    ready = nowReady;
    if (ready < least) {
      since = null;
    } else if (since == null) {
      since = now;
    }
    wasMet = isMet(now);
  }

  /** Says that from {@code now} on nobody sees what is ready: this time does not count. */
  public void unseen(Duration now) {
    wasMet = isMet(now);
    unseenSince = unseenSince == null ? now : unseenSince;
  }

  /** Says that changes are seen again from {@code now} on. */
  public void seen(Duration now) {
    if (unseenSince != null && since != null) {
      since = since.plus(now.minus(unseenSince));
    }
    unseenSince = null;
  }

  /** How long it is until the condition is met, if nothing changes; null if it will not be. */
  public @Nullable Duration remaining(Duration now) {
    if (wasMet) {
      return Duration.ZERO;
    }
    if (since == null || unseenSince != null) {
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
