package dev.watchstream.parser.recall;

import dev.watchstream.parser.EventType;
import dev.watchstream.parser.Port;
import dev.watchstream.parser.jackson.SubsetsBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a part of an event without addresses says. It goes from the event's start, or from after a
 * list's last address, to the next list's first address, or to the event's end.
 *
 * <p>Segments are learned from different events, and combined in new ones. {@link #state} makes
 * sure that no member is missed or repeated that way: it covers all that a later segment may depend
 * on.
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

  /** Including its names. */
  private static final int BYTES_OF_PORT = 160;

  final EventType type;
  final boolean isSlice;

  /** The list that follows; null at the event's end. */
  final @Nullable ListKind next;

  /** The bytes between two elements of that list; most often a comma. */
  final byte[] separator;

  /** The state when that list ends: it determines which segments may follow. */
  final int state;

  /**
   * The ports, if they are read: those of the subset in which the segment starts, then those of
   * each subset that starts in it.
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
