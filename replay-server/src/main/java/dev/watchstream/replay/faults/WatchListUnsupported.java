package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.ForwardingBody;
import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.Frame.Ending;
import dev.watchstream.replay.api.Status;
import dev.watchstream.replay.api.WatchBody;
import java.util.function.LongSupplier;

/** Refuses watches that begin with the state by an ERROR event, as with an etcd that is too old. */
record WatchListUnsupported() implements WatchFault {
  static final FaultKind KIND =
      new FaultKind(
          new FaultUsage(
              "watchlist-unsupported",
              "an ERROR event with a Status of 500, and the end, in place of a watch that was"
                  + " to begin with the state"),
          text -> new WatchListUnsupported());

  private static final Status UNSUPPORTED =
      Status.of(
          500,
          "InternalError",
          "a watch stream was requested by the client but the required storage feature"
              + " RequestWatchProgress is disabled");

  @Override
  public boolean couldMeet(ApiResponse.Watch watch) {
    return watch.watchList();
  }

  @Override
  public WatchBody spoil(WatchBody body, LongSupplier nanoTime) {
    return new ForwardingBody(body) {
      private boolean told;

      @Override
      public Frame next() {
        if (told) {
          return new Frame.End(0, Ending.CLEAN);
        }
        told = true;
        return new Frame.Chunk(0, UNSUPPORTED.event());
      }
    };
  }

  @Override
  public String toString() {
    return "watchlist-unsupported";
  }
}
