package dev.watchstream.replay.faults;

import dev.watchstream.fixtures.input.DurationText;
import dev.watchstream.replay.api.ForwardingBody;
import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.WatchBody;
import dev.watchstream.replay.time.ReplayClock;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Splits chunks into smaller ones.
 *
 * @param bytes the most in one chunk
 * @param every the real time between the pieces of a chunk; zero for none
 */
record Dribble(int bytes, Duration every) implements WatchFault {
  static final FaultKind KIND =
      new FaultKind(
          "dribble",
          List.of(
              new FaultUsage("dribble=BYTES", "chunks of that many bytes"),
              new FaultUsage("dribble=BYTES:TIME", "the same, and that time between them")),
          text -> new Dribble(text.needNumber("bytes of a chunk"), text.takeTimeOr(Duration.ZERO)));

  @Override
  public WatchBody spoil(WatchBody body, LongSupplier nanoTime) {
    HoldingClock clock = new HoldingClock(body.clock(), nanoTime);
    return new ForwardingBody(body) {
      private Frame.@Nullable Chunk rest;

      @Override
      public ReplayClock clock() {
        return clock;
      }

      @Override
      public Frame next() {
        Frame frame = rest;
        if (frame == null) {
          frame = inner.next();
        } else {
          clock.hold(every.toNanos());
        }
        rest = null;
        if (frame instanceof Frame.Chunk chunk && chunk.bytes().remaining() > bytes) {
          int split = chunk.bytes().position() + bytes;
          rest = chunk.part(split, chunk.bytes().limit());
          return chunk.part(chunk.bytes().position(), split);
        }
        return frame;
      }

      @Override
      public Frame.@Nullable Chunk heldBack() {
        // The rest of the chunk comes before it.
        return rest == null ? inner.heldBack() : null;
      }
    };
  }

  @Override
  public String toString() {
    return "dribble=" + bytes + (every.isZero() ? "" : ":" + DurationText.of(every));
  }
}
