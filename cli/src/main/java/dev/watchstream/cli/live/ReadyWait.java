package dev.watchstream.cli.live;

import java.time.Duration;

/**
 * Waits until a service has been ready for long enough, or time is over. One thread tells of the
 * service, another one waits.
 */
public final class ReadyWait {

  /** How time goes by. */
  public interface Time {

    /** Since some moment. */
    Duration now();

    /** Waits on a lock that is held, until it is notified or so much time is over, or less. */
    void pause(Object lock, Duration most) throws InterruptedException;

    /** The machine's, from now on. */
    static Time ofMachine() {
      long begin = System.nanoTime();
      return new Time() {
        @Override
        public Duration now() {
          return Duration.ofNanos(System.nanoTime() - begin);
        }

        @Override
        @SuppressWarnings("WaitNotInLoop") // whoever asks to wait looks again
        public void pause(Object lock, Duration most) throws InterruptedException {
          lock.wait(most.toMillis() + 1);
        }
      };
    }
  }

  private final ReadyCondition condition;
  private final Duration timeout;
  private final Time time;
  private final Object lock = new Object();

  public ReadyWait(ReadyCondition condition, Duration timeout, Time time) {
    this.condition = condition;
    this.timeout = timeout;
    this.time = time;
  }

  /** So many are ready now. */
  public void update(int ready) {
    synchronized (lock) {
      condition.update(ready, time.now());
      lock.notifyAll();
    }
  }

  /** Returns whether the condition is met, as soon as it is or time is over. */
  public boolean await() throws InterruptedException {
    synchronized (lock) {
      for (Duration now = time.now(); now.compareTo(timeout) < 0; now = time.now()) {
        Duration left = condition.remaining(now);
        if (left != null && left.isZero()) {
          return true;
        }
        Duration toTimeout = timeout.minus(now);
        time.pause(lock, left == null || left.compareTo(toTimeout) > 0 ? toTimeout : left);
      }
      return condition.isMet(time.now());
    }
  }
}
