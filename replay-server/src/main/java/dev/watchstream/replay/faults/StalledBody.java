package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.WatchBody;
import dev.watchstream.replay.faults.Fault.Point;

/** Stalls at a point for good. */
final class StalledBody extends AtPoint {
  private long since;

  StalledBody(WatchBody inner, Point at) {
    super(inner, at);
  }

  @Override
  Frame atPoint(long atNanos) {
    since = atNanos;
    return afterPoint();
  }

  @Override
  Frame afterPoint() {
    return new Frame.Quiet(since);
  }
}
