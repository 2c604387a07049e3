package dev.watchstream.replay.faults;

import dev.watchstream.fixtures.input.DurationText;
import dev.watchstream.replay.api.WatchBody;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Each chunk is sent later than it is due. */
record Delay(Duration by) implements WatchFault {
  static final FaultKind KIND =
      new FaultKind(
          new FaultUsage(
              "delay:TIME", "each chunk that much later than it is due, and after the one before"),
          text -> new Delay(text.needTime()));

  Delay {
    FaultText.requirePositive("a delay", by);
  }

  @Override
  public WatchBody spoil(WatchBody body, LongSupplier nanoTime) {
    return new LateBody(body, by::toNanos, nanoTime);
  }

  @Override
  public String toString() {
    return "delay:" + DurationText.of(by);
  }
}
