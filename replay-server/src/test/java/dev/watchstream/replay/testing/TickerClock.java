package dev.watchstream.replay.testing;

import dev.watchstream.replay.time.ReplayClock;
import io.netty.util.concurrent.Ticker;

/** A clock that runs with an event loop's fake time. */
public final class TickerClock implements ReplayClock {
  private final Ticker ticker;
  private final long start;

  public TickerClock(Ticker ticker) {
    this.ticker = ticker;
    this.start = ticker.nanoTime();
  }

  @Override
  public long nanosUntil(long atNanos) {
    return Math.max(0, atNanos - (ticker.nanoTime() - start));
  }

  @Override
  public Runnable onChange(Runnable listener) {
    return () -> {};
  }
}
