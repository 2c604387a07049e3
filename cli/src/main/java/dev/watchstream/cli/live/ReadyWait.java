package dev.watchstream.cli.live;

import java.time.Duration;

/**
 * Waits until a service has been ready for long enough, or until a timeout. One thread calls {@link
 * #update}, another one waits.
 */
public final class ReadyWait {

  /** The clock, so that tests can have their own. */
  public interface Time {

    /** The time since some fixed moment. */
    Duration now();

    /**
     * Waits on a lock that the caller holds, until it is notified or {@code most} has passed; may
     * return early.
     */
    void pause(Object lock, Duration most) throws InterruptedException;

    /** The machine's clock, counted from this call. */
    static Time ofMachine() {
      long begin = System.nanoTime();
      return new Time() {
        @Override
        public Duration now() {
          return Duration.ofNanos(System.nanoTime() - begin);
        }

        @Override
        @SuppressWarnings("WaitNotInLoop") // the caller loops
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

  /** Says how many addresses are ready now. */
  public void update(int ready) {
    synchronized (lock) {
      condition.update(ready, time.now());
      lock.notifyAll();
    }
  }

  /** Says whether changes are seen as they come, or the watch is cut off. */
  public void see(boolean isSeen) {
    synchronized (lock) {
      if (isSeen) {
        condition.seen(time.now());
      } else {
        condition.unseen(time.now());
      }
      lock.notifyAll();
    }
  }

  /** Blocks until the condition is met or the timeout is over; returns whether it is met. */
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
