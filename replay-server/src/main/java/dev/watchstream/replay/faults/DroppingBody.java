package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.WatchBody;
import org.jspecify.annotations.Nullable;

/** Lacks one event. */
final class DroppingBody extends OneEventBody {
  DroppingBody(WatchBody inner, int event) {
    super(inner, event);
  }

  @Override
  @Nullable Frame inEvent(Frame.Chunk part) {
    return null;
  }
}
