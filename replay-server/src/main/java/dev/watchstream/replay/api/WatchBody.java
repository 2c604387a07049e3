package dev.watchstream.replay.api;

import dev.watchstream.replay.time.ReplayClock;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What one watch sends, frame by frame. The transport pulls a frame, waits until it is due by the
 * watch's {@link #clock()}, and sends it as one chunk; it never holds more than one frame that is
 * not yet due. For one thread at a time.
 */
public interface WatchBody extends AutoCloseable {

  /** By which the frames are due. */
  ReplayClock clock();

  /** The next frame. After a {@link Frame.End} nothing may be asked. Never blocks. */
  Frame next();

  /** Whether everything was handed out that ever happens to what this watch sees. */
  boolean hasToldAll();

  /**
   * What was due and has been held back, to be sent before an end that the transport makes; null
   * for nothing.
   */
  default @Nullable ByteBuffer heldBack() {
    return null;
  }

  /** The watch is over, whoever ended it; nothing is asked any more. May be called again. */
  @Override
  void close();
}
