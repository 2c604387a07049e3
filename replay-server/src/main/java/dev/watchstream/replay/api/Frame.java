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
   */
  record Chunk(long atNanos, ByteBuffer bytes) implements Frame {

    /** The bytes up to the first line's end, it included; all where no line ends. */
    public ByteBuffer upToLineEnd() {
      for (int i = bytes.position(); i < bytes.limit(); i++) {
        if (bytes.get(i) == '\n') {
          return bytes.slice(bytes.position(), i + 1 - bytes.position());
        }
      }
      return bytes;
    }
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
