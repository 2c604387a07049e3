package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.WatchBody;
import dev.watchstream.replay.faults.Fault.Point;
import dev.watchstream.replay.time.ReplayClock;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Stalls at a point, and goes on after a while. */
final class PausingBody extends AtPoint {
  private final HoldingClock clock;
  private final Duration pause;

  PausingBody(WatchBody inner, Point at, Duration pause, LongSupplier nanoTime) {
    super(inner, at);
    this.clock = new HoldingClock(inner.clock(), nanoTime);
    this.pause = pause;
  }

  @Override
  public ReplayClock clock() {
    return clock;
  }

  @Override
  Frame atPoint(long atNanos) {
    clock.hold(pause.toNanos());
    return afterPoint();
  }
}
