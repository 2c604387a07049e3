package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.Frame.Ending;
import dev.watchstream.replay.api.WatchBody;
import dev.watchstream.replay.faults.Fault.Point;

/** Says, in place of an event, that the version is too old, and ends: see BEHAVIOUR 3.4 and 2.5. */
final class GoneBody extends AtPoint {
  private long since;

  GoneBody(WatchBody inner, int event) {
    super(inner, new Point.AtEvent(event, 0));
  }

  @Override
  Frame atPoint(long atNanos) {
    since = atNanos;
    return new Frame.Chunk(atNanos, StatusAnswers.goneEvent());
  }

  @Override
  Frame afterPoint() {
    return new Frame.End(since, Ending.CLEAN);
  }
}
