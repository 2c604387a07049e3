package dev.watchstream.replay.faults;

import dev.watchstream.fixtures.input.DurationText;
import dev.watchstream.replay.api.WatchBody;
import java.time.Duration;
import java.util.Random;
import java.util.function.LongSupplier;

/** Each chunk is sent later by a random time, the same in every run. */
record Jitter(Duration upTo) implements WatchFault {
  static final FaultKind KIND =
      new FaultKind(
          new FaultUsage("jitter:TIME", "each chunk later by a random time of up to that"),
          text -> new Jitter(text.needTime()));

  Jitter {
    FaultText.requirePositive("a jitter", upTo);
  }

  @Override
  public WatchBody spoil(WatchBody body, LongSupplier nanoTime) {
    Random random = new Random(FaultText.SEED);
    long most = upTo.toNanos();
    return new LateBody(body, () -> random.nextLong(most + 1), nanoTime);
  }

  @Override
  public String toString() {
    return "jitter:" + DurationText.of(upTo);
  }
}
