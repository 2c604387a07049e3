package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.WatchBody;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** An event is missing. */
record Drop(int event) implements WatchFault {
  static final FaultKind KIND =
      new FaultKind(
          new FaultUsage("drop@event=N", "event N missing"), text -> new Drop(text.needEvent()));

  @Override
  public WatchBody spoil(WatchBody body, LongSupplier nanoTime) {
    return new OneEventBody(body, event) {
      @Override
      @Nullable Frame inEvent(Frame.Chunk part) {
        return null;
      }
    };
  }

  @Override
  public String toString() {
    return "drop@event=" + event;
  }
}
