package dev.watchstream.client.wire;

import dev.watchstream.client.time.WatchTime;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Asks a watch to stop, and reaches it wherever it is: waiting, connecting, or blocked in a read.
 * No thread is interrupted, as that would close the files that a listener writes.
 */
public final class StopSignal {

  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable Runnable canceller;

  public boolean isSet() {
    return stopped.getCount() == 0;
  }

  public synchronized void set() {
    stopped.countDown();
    if (canceller != null) {
      canceller.run();
    }
  }

  /** Sets what to run when the signal comes, or at once if it has come; null for nothing. */
  public synchronized void onSet(@Nullable Runnable newCanceller) {
    canceller = newCanceller;
    if (newCanceller != null && isSet()) {
      newCanceller.run();
    }
  }

  /** Waits for a time to pass or the signal to come. */
  public void await(WatchTime time, Duration delay) {
    if (delay.isZero()) {
      return;
    }
    CountDownLatch wake = new CountDownLatch(1);
    onSet(wake::countDown);
    Runnable cancel = time.schedule(delay, wake::countDown);
    try {
      wake.await();
    } catch (InterruptedException e) {
      // Whoever interrupts the watch's thread wants it to end.
      set();
      Thread.currentThread().interrupt();
    } finally {
      cancel.run();
      onSet(null);
    }
  }
}
