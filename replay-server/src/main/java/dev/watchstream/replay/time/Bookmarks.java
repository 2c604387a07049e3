package dev.watchstream.replay.time;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When a watch gets its bookmarks: about once a minute, and two seconds before its timeout. That is
 * real time, as the timeout is, whatever time the story has. For one thread.
 */
public final class Bookmarks {
  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long BEFORE_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final LongSupplier nanoTime;
  private final long begin;
  private final long last;
  private long next;

  public Bookmarks(LongSupplier nanoTime, long timeoutNanos) {
    this.nanoTime = nanoTime;
    this.begin = nanoTime.getAsLong();
    this.last = timeoutNanos - BEFORE_TIMEOUT_NANOS;
    this.next = Math.min(PERIOD_NANOS, last);
  }

  /** {@link Long#MAX_VALUE} when there will be none. */
  public long nanosUntilNext() {
    return next <= 0 || next > last ? Long.MAX_VALUE : nanosUntil(next);
  }

  /** When the next is due; for {@link #nanosUntil}. */
  public long due() {
    return next;
  }

  /** The next is done with. */
  public void take() {
    next = next == last ? Long.MAX_VALUE : Math.min(next + PERIOD_NANOS, last);
  }

  public long nanosUntil(long due) {
    return Math.max(0, due - (nanoTime.getAsLong() - begin));
  }
}
