package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.WatchBody;
import java.util.function.LongSupplier;

/** The bookmark that ends the initial events never comes; informers wait for it forever. */
record NoMarker() implements WatchFault {
  static final FaultKind KIND =
      new FaultKind(
          new FaultUsage(
              "no-marker", "the bookmark missing that tells the end of the initial events"),
          text -> new NoMarker());

  @Override
  public boolean couldMeet(ApiResponse.Watch watch) {
    return watch.watchList();
  }

  @Override
  public WatchBody spoil(WatchBody body, LongSupplier nanoTime) {
    return new WithoutBookmarks(
        body, bookmark -> bookmark.contains("\"k8s.io/initial-events-end\""));
  }

  @Override
  public String toString() {
    return "no-marker";
  }
}
