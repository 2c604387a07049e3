package dev.watchstream.replay.body;

import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.Frame.Ending;
import dev.watchstream.replay.api.WatchBody;
import dev.watchstream.replay.time.ReplayClock;
import dev.watchstream.replay.time.ReplayControl;
import dev.watchstream.replay.time.StoryClock;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** At most one chunk, and then the end or silence. */
public final class FixedBody implements WatchBody {
  private final StoryClock clock;
  private final ReplayControl control;
  private final boolean ends;
  private @Nullable ByteBuffer chunk;

  /** Without a chunk there is only the end, or silence. */
  public FixedBody(
      StoryClock clock, ReplayControl control, @Nullable ByteBuffer chunk, boolean ends) {
    this.clock = clock;
    this.control = control;
    this.chunk = chunk;
    this.ends = ends;
  }

  @Override
  public ReplayClock clock() {
    return clock;
  }

  @Override
  public Frame next() {
    if (chunk != null) {
      Frame only = new Frame.Chunk(0, chunk);
      chunk = null;
      return only;
    }
    return ends ? new Frame.End(0, Ending.CLEAN) : new Frame.Quiet(0);
  }

  @Override
  public boolean hasToldAll() {
    return !ends && chunk == null;
  }

  @Override
  public void close() {
    control.close(clock);
  }
}
