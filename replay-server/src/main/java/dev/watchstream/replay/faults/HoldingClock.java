package dev.watchstream.replay.faults;

import dev.watchstream.replay.time.ReplayClock;
import java.util.function.LongSupplier;

/**
 * Wraps a clock so that a frame can be held back for some real time, whatever the speed of the
 * replay. Safe for use by several threads.
 */
final class HoldingClock implements ReplayClock {
  private final ReplayClock inner;
  private final LongSupplier nanoTime;
  private long hold;
  private long until;
  private boolean holding;

  HoldingClock(ReplayClock inner, LongSupplier nanoTime) {
    this.inner = inner;
    this.nanoTime = nanoTime;
  }

  /** The next frame that is asked about is sent this much later than it is due. */
  synchronized void hold(long nanos) {
    hold = nanos;
    holding = false;
  }

  /** Whatever is due within that time from now on is sent at its end. */
  synchronized void holdFromNow(long nanos) {
    hold = nanos;
    holding = true;
    until = nanoTime.getAsLong() + nanos;
  }

  @Override
  public synchronized long nanosUntil(long atNanos) {
    long wait = inner.nanosUntil(atNanos);
    if (wait > 0 || hold == 0) {
      return wait;
    }
    if (!holding) {
      holding = true;
      until = nanoTime.getAsLong() + hold;
    }
    long left = until - nanoTime.getAsLong();
    if (left <= 0) {
      hold = 0;
      return 0;
    }
    return left;
  }

  @Override
  public Runnable onChange(Runnable listener) {
    return inner.onChange(listener);
  }
}
