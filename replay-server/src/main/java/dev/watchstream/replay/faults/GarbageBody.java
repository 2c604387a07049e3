package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.WatchBody;
import dev.watchstream.replay.faults.Fault.Garbage;
import java.nio.ByteBuffer;
import java.util.Random;

/** Has bytes at a point that nobody can read. */
final class GarbageBody extends AtPoint {
  private final Garbage garbage;

  GarbageBody(WatchBody inner, Garbage garbage) {
    super(inner, garbage.at());
    this.garbage = garbage;
  }

  @Override
  Frame atPoint(long atNanos) {
    byte[] bytes = new byte[garbage.bytes()];
    new Random(garbage.seed()).nextBytes(bytes);
    for (int i = 0; i < bytes.length; i++) {
      // Not one of them is a byte of JSON, nor the first of a character.
      bytes[i] = (byte) (0x80 | (bytes[i] & 0x3f));
    }
    return new Frame.Chunk(atNanos, ByteBuffer.wrap(bytes).asReadOnlyBuffer());
  }
}
