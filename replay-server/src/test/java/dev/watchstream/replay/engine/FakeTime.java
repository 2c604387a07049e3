package dev.watchstream.replay.engine;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Real time that passes when a test says so. */
final class FakeTime implements LongSupplier {
  private long now = 7_000_000_000L;

  @Override
  public long getAsLong() {
    return now;
  }

  void passNanos(long nanos) {
    now += nanos;
  }

  void passSeconds(long seconds) {
    passNanos(TimeUnit.SECONDS.toNanos(seconds));
  }
}
