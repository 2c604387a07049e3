package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.Frame.Ending;
import dev.watchstream.replay.api.Status;
import dev.watchstream.replay.api.WatchBody;
import java.util.List;
import java.util.function.LongSupplier;

/** 410: the resource version is too old. */
record Gone() implements AnswerFault {
  static final FaultKind KIND =
      new FaultKind(
          "gone",
          List.of(
              new FaultUsage("gone", "HTTP 410, reason Expired"),
              new FaultUsage(
                  "gone@event=N",
                  "in place of event N an ERROR event with a Status of 410, and the end")),
          text -> text.has("event") ? new InWatch(text.needEvent()) : new Gone());

  @Override
  public ApiResponse.Whole answer(ApiRequest request, LongSupplier nanoTime) {
    return Status.of(410, "Expired", "The resourceVersion for the provided list is too old.")
        .answer();
  }

  @Override
  public boolean tellsGone() {
    return true;
  }

  @Override
  public String toString() {
    return "gone";
  }

  /** An ERROR event in place of an event, and then the end, as a watch cache does it. */
  record InWatch(int event) implements WatchFault {
    /** See captures/05-variants/nocache-watch-rv1.http. */
    private static final Status TOO_OLD =
        Status.of(410, "Expired", "The resourceVersion for the provided watch is too old.");

    @Override
    public WatchBody spoil(WatchBody body, LongSupplier nanoTime) {
      return new AtPoint(body, new Point.AtEvent(event, 0)) {
        private long since;

        @Override
        Frame atPoint(long atNanos) {
          since = atNanos;
          return new Frame.Chunk(atNanos, TOO_OLD.event());
        }

        @Override
        Frame afterPoint() {
          return new Frame.End(since, Ending.CLEAN);
        }
      };
    }

    @Override
    public boolean tellsGone() {
      return true;
    }

    @Override
    public String toString() {
      return "gone@event=" + event;
    }
  }
}
