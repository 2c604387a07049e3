package dev.watchstream.replay.time;

/**
 * The time of a recording that is being replayed: it may run faster or slower than real time, stand
 * still, or jump. Safe for use by several threads.
 */
public interface ReplayClock {

  /** Real nanoseconds until that time: 0 when it has come, {@link Long#MAX_VALUE} while paused. */
  long nanosUntil(long atNanos);

  /**
   * Calls the listener when an answer of {@link #nanosUntil} may have changed other than by time
   * passing: pause, resume, speed, step, seek. It must return quickly, and runs on the thread that
   * made the change.
   *
   * @return removes the listener again
   */
  Runnable onChange(Runnable listener);
}
