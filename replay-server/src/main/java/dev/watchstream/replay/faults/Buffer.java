package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.ForwardingBody;
import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.WatchBody;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Passes nothing on until a number of bytes has come together or the body ends, like a proxy that
 * buffers.
 *
 * @param bytes up to {@link #MAX_BYTES}
 */
record Buffer(int bytes) implements WatchFault {
  static final FaultKind KIND =
      new FaultKind(
          new FaultUsage(
              "buffer=BYTES", "nothing before so many bytes have come together, or the end"),
          text -> new Buffer(text.needNumber("bytes that are held back")));

  /** Limits the memory of one watch. */
  private static final int MAX_BYTES = 16 << 20;

  Buffer {
    if (bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a buffer has at most %d bytes, not %d".formatted(MAX_BYTES, bytes));
    }
  }

  @Override
  public WatchBody spoil(WatchBody body, LongSupplier nanoTime) {
    return new Buffering(body, bytes);
  }

  @Override
  public String toString() {
    return "buffer=" + bytes;
  }

  private static final class Buffering extends ForwardingBody {
    private final int size;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();

    /** Of what came into the buffer last. */
    private Frame.Whole whole = Frame.Whole.AT_LINE_ENDS;

    /** The last frame, or the part of it, that is not in the buffer yet. */
    private @Nullable Frame coming;

    Buffering(WatchBody inner, int size) {
      super(inner);
      this.size = size;
    }

    @Override
    public Frame next() {
      while (true) {
        Frame frame = coming == null ? inner.next() : coming;
        coming = null;
        if (frame instanceof Frame.Quiet || frame instanceof Frame.Later) {
          return frame;
        }
        if (inner.clock().nanosUntil(frame.atNanos()) > 0) {
          // A frame that is not due has not reached the proxy yet.
          coming = frame;
          return new Frame.Later(frame.atNanos());
        }
        if (frame instanceof Frame.Chunk chunk) {
          coming = take(chunk);
          if (buffer.size() == size) {
            return passedOn(frame.atNanos());
          }
        } else if (buffer.size() > 0) {
          coming = frame;
          return passedOn(frame.atNanos());
        } else {
          return frame;
        }
      }
    }

    /** The part of the chunk that found no room; null for none. */
    private @Nullable Frame take(Frame.Chunk chunk) {
      ByteBuffer from = chunk.bytes();
      byte[] taken = new byte[Math.min(from.remaining(), size - buffer.size())];
      from.get(from.position(), taken);
      buffer.writeBytes(taken);
      int split = from.position() + taken.length;
      whole = chunk.part(from.position(), split).whole();
      return split == from.limit() ? null : chunk.part(split, from.limit());
    }

    private Frame.Chunk passedOn(long atNanos) {
      ByteBuffer all = ByteBuffer.wrap(buffer.toByteArray()).asReadOnlyBuffer();
      buffer.reset();
      return new Frame.Chunk(atNanos, all, whole);
    }

    @Override
    public boolean hasToldAll() {
      return inner.hasToldAll() && buffer.size() == 0;
    }

    @Override
    public Frame.@Nullable Chunk heldBack() {
      return buffer.size() > 0 ? passedOn(0) : null;
    }
  }
}
