package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.WatchBody;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** An event comes twice, the second time in one chunk. */
record Duplicate(int event) implements WatchFault {
  static final FaultKind KIND =
      new FaultKind(
          new FaultUsage("duplicate@event=N", "event N twice"),
          text -> new Duplicate(text.needEvent()));

  @Override
  public WatchBody spoil(WatchBody body, LongSupplier nanoTime) {
    return new OneEventBody(body, event) {
      private final List<ByteBuffer> parts = new ArrayList<>();

      @Override
      Frame inEvent(Frame.Chunk part) {
        parts.add(part.bytes());
        return part;
      }

      @Override
      Frame afterEvent(long atNanos) {
        int length = parts.stream().mapToInt(ByteBuffer::remaining).sum();
        ByteBuffer again = ByteBuffer.allocate(length);
        parts.forEach(part -> again.put(part.duplicate()));
        return new Frame.Chunk(atNanos, again.flip().asReadOnlyBuffer());
      }
    };
  }

  @Override
  public String toString() {
    return "duplicate@event=" + event;
  }
}
