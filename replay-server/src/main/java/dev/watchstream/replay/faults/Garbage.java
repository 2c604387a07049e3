package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.WatchBody;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.function.LongSupplier;

/** Unreadable bytes at a point, the same in every run. */
record Garbage(int bytes, Point at) implements WatchFault {
  static final FaultKind KIND =
      new FaultKind(
          new FaultUsage("garbage=BYTES@POINT", "that many bytes that are no JSON in between"),
          text -> new Garbage(text.needNumber("a number of bytes"), text.takePoint()));

  @Override
  public WatchBody spoil(WatchBody body, LongSupplier nanoTime) {
    return new AtPoint(body, at) {
      @Override
      Frame atPoint(long atNanos) {
        return new Frame.Chunk(atNanos, ByteBuffer.wrap(unreadable()).asReadOnlyBuffer());
      }
    };
  }

  private byte[] unreadable() {
    byte[] random = new byte[bytes];
    new Random(FaultText.SEED).nextBytes(random);
    for (int i = 0; i < random.length; i++) {
      // UTF-8 continuation bytes only: neither JSON nor the start of a character.
      random[i] = (byte) (0x80 | (random[i] & 0x3f));
    }
    return random;
  }

  @Override
  public String toString() {
    return "garbage=" + bytes + at;
  }
}
