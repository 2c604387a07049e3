package dev.watchstream.client.time;

import java.time.Duration;
import java.time.Instant;

/**
 * The source of a watch's time, which tests replace so that they need not wait. Implementations are
 * safe for use by several threads.
 */
public interface WatchTime {

  /** Monotonic time, in nanoseconds from an arbitrary origin. */
  long nanoTime();

  /** The time of day. */
  Instant now();

  /**
   * Runs a task once, after a delay, on a thread other than the caller's.
   *
   * @param task short, never blocks, never throws
   * @return cancels the task; does nothing once it has run
   */
  Runnable schedule(Duration delay, Runnable task);

  /** The system's clocks, and one daemon thread for all watches of this JVM. */
  static WatchTime system() {
    return SystemTime.INSTANCE;
  }
}
