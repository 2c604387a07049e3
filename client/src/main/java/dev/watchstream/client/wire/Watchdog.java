package dev.watchstream.client.wire;

import dev.watchstream.client.time.WatchTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Gives up on a server that is silent for longer than a limit. */
public final class Watchdog implements AutoCloseable {

  private final WatchTime time;
  private final Runnable bark;
  private @Nullable Runnable cancel;
  private Duration limit = Duration.ZERO;
  private volatile long lastNanos;
  private volatile boolean barked;
  private boolean closed;

  /** {@code bark} is run once, on the timer's thread, when the limit has passed. */
  public Watchdog(WatchTime time, Runnable bark) {
    this.time = time;
    this.bark = bark;
  }

  /** Starts the limit: from now on, this long without {@link #touch()} is too long. */
  public synchronized void expectWithin(Duration newLimit) {
    limit = newLimit;
    touch();
    schedule(newLimit);
  }

  /** There was a sign of life. Cheap: the timer is not set again. */
  public void touch() {
    lastNanos = time.nanoTime();
  }

  public boolean hasBarked() {
    return barked;
  }

  @Override
  public synchronized void close() {
    closed = true;
    unschedule();
  }

  private synchronized void onTimer() {
    if (closed || barked) {
      return;
    }
    long left = limit.toNanos() - (time.nanoTime() - lastNanos);
    if (left > 0) {
      schedule(Duration.ofNanos(left));
    } else {
      barked = true;
      bark.run();
    }
  }

  private void schedule(Duration delay) {
    unschedule();
    cancel = time.schedule(delay, this::onTimer);
  }

  private void unschedule() {
    if (cancel != null) {
      cancel.run();
      cancel = null;
    }
  }
}
