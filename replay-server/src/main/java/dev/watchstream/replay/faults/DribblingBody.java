package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.WatchBody;
import dev.watchstream.replay.faults.Fault.Dribble;
import dev.watchstream.replay.time.ReplayClock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Sends each chunk in small pieces. */
final class DribblingBody extends ForwardingBody {
  private final HoldingClock clock;
  private final Dribble dribble;
  private Frame.@Nullable Chunk rest;

  DribblingBody(WatchBody inner, Dribble dribble, LongSupplier nanoTime) {
    super(inner);
    this.clock = new HoldingClock(inner.clock(), nanoTime);
    this.dribble = dribble;
  }

  @Override
  public ReplayClock clock() {
    return clock;
  }

  @Override
  public Frame next() {
    Frame frame = rest;
    if (frame == null) {
      frame = inner.next();
    } else {
      clock.hold(dribble.every().toNanos());
    }
    rest = null;
    if (frame instanceof Frame.Chunk chunk && chunk.bytes().remaining() > dribble.bytes()) {
      int split = chunk.bytes().position() + dribble.bytes();
      rest = part(chunk, split, chunk.bytes().limit());
      return part(chunk, chunk.bytes().position(), split);
    }
    return frame;
  }
}
