package dev.watchstream.replay.time;

/**
 * The time of a recording that is being replayed: it may run faster or slower than real time, stand
 * still, or jump. Safe for use by several threads.
 */
public interface ReplayClock {

  /**
   * Real nanoseconds until that moment: 0 when it has come, {@link Long#MAX_VALUE} while paused.
   */
  long nanosUntil(long atNanos);

  /**
   * Tells when an answer of {@link #nanosUntil} may have changed other than by time passing: pause,
   * resume, speed, step, seek. The listener must be quick; it runs on the thread of whoever changed
   * it.
   *
   * @return takes the listener off again
   */
  Runnable onChange(Runnable listener);
}
