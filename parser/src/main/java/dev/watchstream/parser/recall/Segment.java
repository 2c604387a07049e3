package dev.watchstream.parser.recall;

import dev.watchstream.parser.EventType;
import dev.watchstream.parser.Port;
import dev.watchstream.parser.jackson.SubsetsBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a part of an event says that has no addresses: from the event's start, or from behind a
 * list's last address, to the next list's first address, or to the event's end.
 *
 * <p>Such parts are learned from different events, and follow one another in new ones. That no
 * member is missed or comes twice that way is what {@link #state} is for: it tells apart all that a
 * later part may depend on.
 */
final class Segment extends PathEnd {

  // The parts of the metadata that are read: all of them in the first segment of an event.

  static final int NAMESPACE = 0;
  static final int NAME = 1;
  static final int UID = 2;
  static final int RESOURCE_VERSION = 3;
  static final int SERVICE_NAME = 4;
  static final int OVER_CAPACITY = 5;

  private static final int BYTES_OF_SEGMENT = 96;
  private static final int BYTES_OF_LIST = 24;

  /** With its names. */
  private static final int BYTES_OF_PORT = 160;

  final EventType type;
  final boolean isSlice;

  /** The list that it leads to; null for the event's end. */
  final @Nullable ListKind next;

  /** What stands between two elements of that list; a comma, most often. */
  final byte[] separator;

  /** What was said when that list ends: which segments may follow. */
  final int state;

  /**
   * The ports, if they are read: of the subset that it begins in, and of each subset that it
   * begins.
   */
  private final Port[][] ports;

  private final boolean hasPorts;

  Segment(
      EventType type,
      boolean isSlice,
      @Nullable ListKind next,
      byte[] separator,
      int state,
      Port[][] ports,
      int parts) {
    this.type = type;
    this.isSlice = isSlice;
    this.next = next;
    this.separator = separator;
    this.state = state;
    this.ports = ports;
    this.hasPorts = Arrays.stream(ports).anyMatch(list -> list.length > 0);
    this.inHoles = parts;
  }

  @Override
  long size() {
    long bytes = BYTES_OF_SEGMENT;
    for (Port[] list : ports) {
      bytes += BYTES_OF_LIST + (long) list.length * BYTES_OF_PORT;
    }
    return bytes;
  }

  void addSubsetsTo(SubsetsBuffer subsets) {
    for (int i = 0; i < ports.length; i++) {
      if (i > 0) {
        subsets.beginSubset();
      }
      if (hasPorts) {
        for (Port port : ports[i]) {
          subsets.add(port);
        }
      }
    }
  }
}
