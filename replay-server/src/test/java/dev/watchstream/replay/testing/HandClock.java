package dev.watchstream.replay.testing;

import dev.watchstream.replay.time.ReplayClock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A clock that only a test moves. */
public final class HandClock implements ReplayClock {
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile long now;

  /** A clock on which everything is due. */
  public static HandClock atTheEnd() {
    HandClock clock = new HandClock();
    clock.now = Long.MAX_VALUE;
    return clock;
  }

  public void moveTo(long nanos) {
    now = nanos;
    listeners.forEach(Runnable::run);
  }

  public int listeners() {
    return listeners.size();
  }

  @Override
  public long nanosUntil(long atNanos) {
    return atNanos <= now ? 0 : Long.MAX_VALUE;
  }

  @Override
  public Runnable onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
