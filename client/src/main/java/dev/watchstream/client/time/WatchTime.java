package dev.watchstream.client.time;

import java.time.Duration;
import java.time.Instant;

/**
 * Where a watch has its time from, so that tests need not wait for it to pass. Implementations are
 * safe for use by several threads.
 */
public interface WatchTime {

  /** Time that never goes back, in nanoseconds from an arbitrary origin. */
  long nanoTime();

  /** The time of day. */
  Instant now();

  /**
   * Runs a task once, after a delay, on a thread other than the caller's.
   *
   * @param task short, never blocks, never throws
   * @return takes the task back; does nothing once it has run
   */
  Runnable schedule(Duration delay, Runnable task);

  /** The system's clocks, and one daemon thread for all watches of this JVM. */
  static WatchTime system() {
    return SystemTime.INSTANCE;
  }
}
