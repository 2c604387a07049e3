package dev.watchstream.replay.api;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Compresses a watch as an API server of 1.37 does: whole events, each time into a gzip member of
 * its own (RFC 1952, 2.2). The member is flushed before it is closed, so that a reader gets the
 * events before it can know that the member is over. For one thread.
 */
public final class GzipMembers {
  /** For an event that is not whole yet; a longer one is split over several members. */
  private static final int MAX_HELD_BYTES = 1 << 20;

  /** No file name, no time, fastest compression, unknown operating system. */
  private static final byte[] HEAD = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 4, (byte) 0xff};

  /** An empty stored block that is the last, as Go writes it. */
  private static final byte[] LAST_BLOCK = {1, 0, 0, (byte) 0xff, (byte) 0xff};

  private static final int CHECKSUM_AND_LENGTH_BYTES = 8;

  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private boolean endsInsideEvent;

  /** A member with the events that these bytes complete; null if they complete none. */
  public @Nullable ByteBuffer member(ByteBuffer bytes) {
    int start = bytes.position();
    int end = bytes.limit();
    while (end > start && bytes.get(end - 1) != '\n') {
      end--;
    }
    int begun = bytes.limit() - end + (end == start ? held.size() : 0);
    if (begun > MAX_HELD_BYTES) {
      end = bytes.limit();
    }
    hold(bytes, start, end);
    ByteBuffer member = end == start ? null : member();
    hold(bytes, end, bytes.limit());
    return member;
  }

  /** A member with the bytes so far of an incomplete event; null if there are none. */
  public @Nullable ByteBuffer rest() {
    return held.size() == 0 ? null : member();
  }

  /** Whether an event has begun whose end has not come. */
  public boolean isInsideEvent() {
    return held.size() > 0 || endsInsideEvent;
  }

  /** Whether the last member ends inside an event. */
  public boolean endsInsideEvent() {
    return endsInsideEvent;
  }

  private void hold(ByteBuffer bytes, int from, int to) {
    byte[] taken = new byte[to - from];
    bytes.get(from, taken);
    held.writeBytes(taken);
  }

  private ByteBuffer member() {
    byte[] plain = held.toByteArray();
    held.reset();
    endsInsideEvent = plain[plain.length - 1] != '\n';
    ByteArrayOutputStream member = new ByteArrayOutputStream(plain.length / 4 + 64);
    member.writeBytes(HEAD);
    deflate(plain, member);
    member.writeBytes(LAST_BLOCK);
    CRC32 checksum = new CRC32();
    checksum.update(plain);
    member.writeBytes(
        ByteBuffer.allocate(CHECKSUM_AND_LENGTH_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt((int) checksum.getValue())
            .putInt(plain.length)
            .array());
    return ByteBuffer.wrap(member.toByteArray()).asReadOnlyBuffer();
  }

  private static void deflate(byte[] plain, ByteArrayOutputStream to) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setInput(plain);
      byte[] buffer = new byte[8192];
      int length;
      do {
        length = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
        to.write(buffer, 0, length);
      } while (length == buffer.length);
    } finally {
      deflater.end();
    }
  }
}
