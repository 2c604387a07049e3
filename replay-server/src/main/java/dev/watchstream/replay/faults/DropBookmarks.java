package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.WatchBody;
import java.util.function.LongSupplier;

/** No bookmark comes, as behind a proxy that does not know them. */
record DropBookmarks() implements WatchFault {
  static final FaultKind KIND =
      new FaultKind(
          new FaultUsage("drop-bookmarks", "no BOOKMARK event, nor the end of the initial events"),
          text -> new DropBookmarks());

  @Override
  public WatchBody spoil(WatchBody body, LongSupplier nanoTime) {
    return new WithoutBookmarks(body, bookmark -> true);
  }

  @Override
  public String toString() {
    return "drop-bookmarks";
  }
}
