package dev.watchstream.replay.testing;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Real time that passes when a test says so. */
public final class FakeTime implements LongSupplier {
  private long now = 7_000_000_000L;

  @Override
  public long getAsLong() {
    return now;
  }

  public void passNanos(long nanos) {
    now += nanos;
  }

  public void passSeconds(long seconds) {
    passNanos(TimeUnit.SECONDS.toNanos(seconds));
  }
}
