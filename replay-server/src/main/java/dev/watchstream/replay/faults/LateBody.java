package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.ForwardingBody;
import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.WatchBody;
import dev.watchstream.replay.time.ReplayClock;
import java.util.function.LongSupplier;

/** Sends each frame later than it is due. */
final class LateBody extends ForwardingBody {
  private final HoldingClock clock;
  private final LongSupplier lateNanos;

  /**
   * @param lateNanos asked for each chunk and for the end
   */
  LateBody(WatchBody inner, LongSupplier lateNanos, LongSupplier nanoTime) {
    super(inner);
    this.clock = new HoldingClock(inner.clock(), nanoTime);
    this.lateNanos = lateNanos;
  }

  @Override
  public ReplayClock clock() {
    return clock;
  }

  @Override
  public Frame next() {
    Frame frame = inner.next();
    if (frame instanceof Frame.Chunk || frame instanceof Frame.End) {
      clock.hold(lateNanos.getAsLong());
    }
    return frame;
  }
}
