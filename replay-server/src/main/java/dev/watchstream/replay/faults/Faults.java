package dev.watchstream.replay.faults;

import java.util.List;
import java.util.stream.Collectors;

/** All the faults that there are. */
final class Faults {
  /** To add one, write its file and add it here. The order is that of the help. */
  static final List<FaultKind> ALL =
      List.of(
          Cut.KIND,
          Stall.KIND,
          Delay.KIND,
          Jitter.KIND,
          Dribble.KIND,
          Gone.KIND,
          HttpStatus.KIND,
          Initializing.KIND,
          Shutdown.KIND,
          Duplicate.KIND,
          Drop.KIND,
          DropBookmarks.KIND,
          NoMarker.KIND,
          WatchListUnsupported.KIND,
          Garbage.KIND,
          Buffer.KIND,
          Gzip.KIND);

  private Faults() {}

  /**
   * Reads a fault without its {@code @request} and {@code @path}.
   *
   * @throws IllegalArgumentException naming what is wrong and what would be right
   */
  static Fault parse(String text) {
    return new FaultText(text).fault();
  }

  /** All names in a phrase, for the error about an unknown one. */
  static String names() {
    String all = ALL.stream().map(FaultKind::name).collect(Collectors.joining(", "));
    int last = all.lastIndexOf(", ");
    return all.substring(0, last) + " or " + all.substring(last + 2);
  }
}
