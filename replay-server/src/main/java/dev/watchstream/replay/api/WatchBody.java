package dev.watchstream.replay.api;

import dev.watchstream.replay.time.ReplayClock;
import org.jspecify.annotations.Nullable;

/**
 * What one watch sends, frame by frame. The transport pulls a frame, waits until it is due by the
 * watch's {@link #clock()}, and sends it as one chunk; it never holds more than one frame that is
 * not yet due. For one thread at a time.
 */
public interface WatchBody extends AutoCloseable {

  /** The clock by which the frames are due. */
  ReplayClock clock();

  /** The next frame. Not to be called after a {@link Frame.End}. Never blocks. */
  Frame next();

  /** Whether every event that this watch will ever see was handed out. */
  boolean hasToldAll();

  /**
   * Bytes that are due but were held back, to be sent before an end that the transport makes; null
   * for none.
   */
  default Frame.@Nullable Chunk heldBack() {
    return null;
  }

  /** The watch is over, whoever ended it; no frames are asked for any more. May be called again. */
  @Override
  void close();
}
