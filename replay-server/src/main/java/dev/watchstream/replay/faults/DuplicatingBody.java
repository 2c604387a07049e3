package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.WatchBody;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Has one event twice, the second time in one chunk. */
final class DuplicatingBody extends OneEventBody {
  private final List<ByteBuffer> parts = new ArrayList<>();

  DuplicatingBody(WatchBody inner, int event) {
    super(inner, event);
  }

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
}
