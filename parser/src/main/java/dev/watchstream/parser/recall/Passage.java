package dev.watchstream.parser.recall;

import dev.watchstream.parser.EventType;
import dev.watchstream.parser.Port;
import dev.watchstream.parser.bytes.Bytes;
import dev.watchstream.parser.bytes.LazyText;
import dev.watchstream.parser.bytes.Text;
import dev.watchstream.parser.bytes.TextPool;
import dev.watchstream.parser.jackson.Readiness;
import dev.watchstream.parser.jackson.SubsetsBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What stands in an event between its runs of addresses: from the event's start, or from behind a
 * run's last address, to the next run's first address, or to the event's end.
 *
 * <p>Passages are learned from different events and follow one another in new ones. No member may
 * be missed or come twice that way, so only those are learned that keep to the order in which
 * servers write: type before object, metadata before addresses, addresses before not-ready ones
 * before ports; then each passage fits behind any that leads to where it begins.
 */
final class Passage implements Shapes.Learned {

  /** A list of addresses that is not empty. */
  enum Run {
    /** Of a subset. */
    ADDRESSES,
    /** Of a subset. */
    NOT_READY_ADDRESSES,
    /** Of a slice. */
    ENDPOINTS;

    /** In which list an element is; only an endpoint tells by itself. */
    Readiness readiness(Readiness ofEndpoint) {
      return switch (this) {
        case ADDRESSES -> Readiness.READY;
        case NOT_READY_ADDRESSES -> Readiness.NOT_READY;
        case ENDPOINTS -> ofEndpoint;
      };
    }
  }

  /** What is around an object. */
  enum Form {
    WATCH_EVENT,
    BARE,
    ITEM
  }

  private static final int BYTES_OF_PASSAGE = 128;
  private static final int BYTES_OF_LIST = 24;

  /** With its names, which are as long as in the shape's bytes at most. */
  private static final int BYTES_OF_PORT = 160;

  final Shape shape;
  final Form form;

  /** The run that it stands behind; null for the event's start. */
  final @Nullable Run after;

  /** What of the object it says; null but for the first one of an event. */
  final @Nullable Opening opening;

  /** The run it leads to; null for the event's end. */
  final @Nullable Run next;

  /** What stands between two elements of that run; a comma, most often. */
  final byte[] separator;

  /**
   * The ports, if they are read: of the subset that it begins in, and of each subset that it
   * begins.
   */
  private final Port[][] ports;

  private final boolean hasPorts;

  Passage(
      Shape shape,
      Form form,
      @Nullable Run after,
      @Nullable Opening opening,
      @Nullable Run next,
      byte[] separator,
      Port[][] ports) {
    this.shape = shape;
    this.form = form;
    this.after = after;
    this.opening = opening;
    this.next = next;
    this.separator = separator;
    this.ports = ports;
    this.hasPorts = Arrays.stream(ports).anyMatch(list -> list.length > 0);
  }

  @Override
  public long size() {
    long bytes = BYTES_OF_PASSAGE + shape.size();
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

  /** Whether a match that failed got far enough to say whose event it is. */
  boolean tellsObject(Shape.Found found) {
    Opening says = Objects.requireNonNull(opening);
    return found.isBehind(Math.max(says.name(), says.namespace()));
  }

  /**
   * What the first passage of an event says of the object, and the holes of what else it says;
   * {@link Shape#NO_HOLE} for what it does not say.
   */
  record Opening(
      EventType type,
      boolean isSlice,
      int namespace,
      int name,
      int uid,
      int resourceVersion,
      int serviceName,
      int overCapacity) {}

  /**
   * What a hole says; null for nothing, and for the empty string.
   *
   * @param pool where to look for it first; null for nowhere
   */
  static @Nullable String text(int hole, Shape.Found found, @Nullable TextPool pool) {
    if (hole == Shape.NO_HOLE || found.length(hole) == 0) {
      return null;
    }
    byte[] bytes = found.bytes(hole);
    int start = found.start(hole);
    int length = found.length(hole);
    boolean isAscii = found.isAscii(hole);
    return pool == null
        ? Text.toString(bytes, start, length, isAscii)
        : pool.get(bytes, start, length, isAscii);
  }

  /** Puts what a hole says into a text, without making a String yet. */
  static void copyText(int hole, Shape.Found found, LazyText target) {
    if (hole == Shape.NO_HOLE) {
      target.clear();
    } else {
      target.set(found.bytes(hole), found.start(hole), found.length(hole));
    }
  }

  /** Whether a hole says this, without making a String; of what is no ASCII it is not known. */
  static boolean says(@Nullable String text, int hole, Shape.Found found) {
    int length = hole == Shape.NO_HOLE ? 0 : found.length(hole);
    if (text == null || text.length() != length) {
      return text == null && length == 0;
    }
    if (length == 0) {
      return true;
    }
    byte[] bytes = found.bytes(hole);
    int start = found.start(hole);
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != bytes[start + i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether a hole says the bytes of a text from one index to another. */
  static boolean says(byte[] text, int from, int to, int hole, Shape.Found found) {
    if (hole == Shape.NO_HOLE) {
      return from == to;
    }
    int length = found.length(hole);
    return length == to - from
        && Bytes.areEqual(text, from, found.bytes(hole), found.start(hole), length);
  }

  /** The {@link Bytes#hash} of what a hole says. */
  static int hash(int hole, Shape.Found found) {
    if (hole == Shape.NO_HOLE) {
      return 0;
    }
    int start = found.start(hole);
    return Bytes.hash(found.bytes(hole), start, start + found.length(hole));
  }
}
