package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.ForwardingBody;
import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.WatchBody;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/** Reports, at an ERROR event, the highest version of the whole events before it; 0 for none. */
final class SeenBody extends ForwardingBody {
  /** An object's own version comes before those of the objects it refers to. */
  private static final byte[] NAME = "\"resourceVersion\":\"".getBytes(StandardCharsets.US_ASCII);

  private static final ByteBuffer ERROR =
      ByteBuffer.wrap("{\"type\":\"ERROR\"".getBytes(StandardCharsets.US_ASCII)).asReadOnlyBuffer();

  private final LongConsumer seen;
  private int matched;
  private long version;
  private boolean isRead;
  private long last;

  SeenBody(WatchBody inner, LongConsumer seen) {
    super(inner);
    this.seen = seen;
  }

  @Override
  public Frame next() {
    Frame frame = inner.next();
    if (frame instanceof Frame.Chunk chunk) {
      if (chunk.bytes().mismatch(ERROR) == ERROR.remaining()) {
        seen.accept(last);
      } else {
        read(chunk.bytes());
      }
    }
    return frame;
  }

  private void read(ByteBuffer chunk) {
    for (int i = chunk.position(); i < chunk.limit(); i++) {
      byte b = chunk.get(i);
      if (b == '\n') {
        last = Math.max(last, version);
        matched = 0;
        version = 0;
        isRead = false;
      } else if (matched == NAME.length) {
        readDigit(b);
      } else if (b == NAME[matched]) {
        matched++;
      } else {
        // The name's only quote that can start it again is its first byte.
        matched = b == NAME[0] ? 1 : 0;
      }
    }
  }

  private void readDigit(byte b) {
    isRead |= b < '0' || b > '9' || version > Long.MAX_VALUE / 100;
    if (!isRead) {
      version = version * 10 + (b - '0');
    }
  }
}
