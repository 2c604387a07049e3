package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.Frame.Ending;
import dev.watchstream.replay.api.WatchBody;
import dev.watchstream.replay.faults.Fault.Cut;

/** Ends at a point. */
final class CutBody extends AtPoint {
  private final Ending ending;

  CutBody(WatchBody inner, Cut cut) {
    super(inner, cut.at());
    this.ending =
        switch (cut.how()) {
          case CLEAN -> Ending.CLEAN;
          case FIN -> Ending.CUT;
          case RST -> Ending.RESET;
          case GOAWAY -> Ending.GOAWAY;
          case RST_STREAM -> Ending.RST_STREAM;
        };
  }

  @Override
  Frame atPoint(long atNanos) {
    return new Frame.End(atNanos, ending);
  }
}
