package dev.watchstream.replay.time;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When a watch gets its bookmarks: about once a minute, and two seconds before its timeout. Both
 * are real time, whatever the story's time does. For one thread.
 */
public final class Bookmarks {
  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long BEFORE_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final LongSupplier nanoTime;
  private final long begin;
  private final long last;

  /** In nanoseconds from the beginning; {@link Long#MAX_VALUE} for never. */
  private long next;

  private Bookmarks(LongSupplier nanoTime, long last, long first) {
    this.nanoTime = nanoTime;
    this.begin = nanoTime.getAsLong();
    this.last = last;
    this.next = first;
  }

  public static Bookmarks of(LongSupplier nanoTime, long timeoutNanos) {
    long last = timeoutNanos - BEFORE_TIMEOUT_NANOS;
    return new Bookmarks(nanoTime, last, last > 0 ? Math.min(PERIOD_NANOS, last) : Long.MAX_VALUE);
  }

  /** The first is due after {@code first} nanoseconds, even if the timeout comes soon. */
  public static Bookmarks beginningAfter(long first, LongSupplier nanoTime, long timeoutNanos) {
    return new Bookmarks(nanoTime, timeoutNanos - BEFORE_TIMEOUT_NANOS, first);
  }

  /** {@link Long#MAX_VALUE} when there will be none. */
  public long nanosUntilNext() {
    return next == Long.MAX_VALUE ? next : nanosUntil(next);
  }

  /** When the next is due, as {@link #nanosUntil} takes it. */
  public long due() {
    return next;
  }

  /** The next one was sent. */
  public void take() {
    long after = Math.min(next + PERIOD_NANOS, last);
    next = after > next ? after : Long.MAX_VALUE;
  }

  public long nanosUntil(long due) {
    return Math.max(0, due - (nanoTime.getAsLong() - begin));
  }
}
