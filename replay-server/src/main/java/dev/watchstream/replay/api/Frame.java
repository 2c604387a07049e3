package dev.watchstream.replay.api;

import dev.watchstream.replay.time.ReplayClock;
import java.nio.ByteBuffer;

/** A step of a watch's body. Times are of its {@link ReplayClock}, in nanoseconds. */
public sealed interface Frame {

  /** When it is due; 0 or more, and never earlier than the frame before. */
  long atNanos();

  /**
   * Bytes that were one chunk on the wire: one or more events, or a part of one.
   *
   * @param bytes not empty, read-only, valid until the body is closed
   * @param whole where the body may end without half of an event, or of what it is compressed into
   */
  record Chunk(long atNanos, ByteBuffer bytes, Whole whole) implements Frame {

    /** Of events that are a line each. */
    public Chunk(long atNanos, ByteBuffer bytes) {
      this(atNanos, bytes, Whole.AT_LINE_ENDS);
    }

    /** Whether the body may end behind it. */
    public boolean endsWhole() {
      return switch (whole) {
        case AT_LINE_ENDS -> bytes.get(bytes.limit() - 1) == '\n';
        case AT_ITS_END -> true;
        case NOWHERE -> false;
      };
    }

    /** Its bytes up to the first place where the body may end; all where there is none. */
    public Chunk upToWhole() {
      if (whole == Whole.AT_LINE_ENDS) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
          if (bytes.get(i) == '\n') {
            return part(bytes.position(), i + 1);
          }
        }
      }
      return this;
    }

    /** The bytes between two absolute indices of its buffer, the second exclusive. */
    public Chunk part(int from, int to) {
      boolean losesEnd = whole == Whole.AT_ITS_END && to < bytes.limit();
      return new Chunk(atNanos, bytes.slice(from, to - from), losesEnd ? Whole.NOWHERE : whole);
    }
  }

  /** Where in a chunk the body may end without half of something. */
  enum Whole {
    AT_LINE_ENDS,
    AT_ITS_END,
    NOWHERE
  }

  /** The body is over. */
  record End(long atNanos, Ending ending) implements Frame {}

  /** Nothing to send until the clock reports a change; the watch stays open up to its timeout. */
  record Quiet(long atNanos) implements Frame {}

  /**
   * Nothing to send now: the next frame is asked for when this is due, or when the clock reports a
   * change.
   */
  record Later(long atNanos) implements Frame {}

  /** How a body ends. */
  enum Ending {
    /** As the protocol says: the last chunk, END_STREAM, or a close frame of 1000. */
    CLEAN,
    /** The connection is closed in the middle of the body. */
    CUT,
    /** The connection is reset: RST. */
    RESET,
    /** HTTP/2 says GOAWAY and ends; as {@link #CUT} on HTTP/1.1. */
    GOAWAY,
    /** HTTP/2 resets this stream only; as {@link #RESET} on HTTP/1.1. */
    RST_STREAM
  }
}
