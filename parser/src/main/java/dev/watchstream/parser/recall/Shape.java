package dev.watchstream.parser.recall;

import dev.watchstream.parser.bytes.Bytes;
import dev.watchstream.parser.bytes.Text;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that Jackson has accepted, and the holes in them: the contents of string values, of
 * integers and of names where other content would be accepted just as well. Whatever equals the
 * bytes outside of the holes and has such content in them is accepted too, at the same place in the
 * grammar.
 *
 * <p>Most holes never see another content: names of fields, a namespace. A hole is closed, which
 * means that its content is compared like the bytes around it, until another one is seen in it.
 * What a match finds in the open ones is noted in a {@link Found}.
 */
public final class Shape {

  /** What a hole holds, which says what may stand in it. */
  enum Hole {
    /** A string that is read: no escapes. */
    READ,
    /** A string that nobody reads. */
    STRING,
    /** The name of a member that nobody reads. */
    NAME,
    /** An integer that nobody reads. */
    INTEGER
  }

  /** The input ends before the shape does. */
  static final int MORE = Text.MORE;

  /** The input is of another shape. */
  static final int NO = Text.NO;

  /** In place of a hole. */
  static final int NO_HOLE = -1;

  private static final int BYTES_OF_SHAPE = 128;
  private static final int BYTES_OF_HOLE = 16;

  final byte[] bytes;
  private final Hole[] holes;

  /**
   * Where the content of each hole begins and where it ends: two ints a hole. A string ends at its
   * closing quote.
   */
  private final int[] spans;

  private final int maxNameLength;

  /** The holes that are open, in their order. */
  private int[] open = {};

  Shape(byte[] bytes, Hole[] holes, int[] spans, int maxNameLength) {
    this.bytes = bytes;
    this.holes = holes;
    this.spans = spans;
    this.maxNameLength = maxNameLength;
  }

  /**
   * Where in the input that begins at {@code from} this shape ends; or {@link #MORE}, {@link #NO}.
   */
  int match(byte[] in, int from, int limit, Found found) {
    found.begin(this, in);
    int p = from;
    int q = 0;
    for (int hole : open) {
      int start = spans[2 * hole];
      int length = start - q;
      if (length > limit - p || !Bytes.areEqual(in, p, bytes, q, length)) {
        return differs(in, from, limit, found, p, q, length);
      }
      p += length;
      q = spans[2 * hole + 1];
      int end = holes[hole] == Hole.INTEGER ? limit : Text.plain(in, p, limit);
      boolean isPlain = end < limit && in[end] == '"' && end - p <= maxNameLength;
      if (!isPlain) {
        end = end(holes[hole], in, p, limit);
        if (end < 0) {
          found.reached = hole;
          return end;
        }
      }
      found.add(hole, p, end, isPlain);
      p = end;
    }
    int length = bytes.length - q;
    return length > limit - p || !Bytes.areEqual(in, p, bytes, q, length)
        ? differs(in, from, limit, found, p, q, length)
        : p + length;
  }

  /** Like {@link #match}, when the bytes at {@code p} are not those of the shape at {@code q}. */
  private int differs(byte[] in, int from, int limit, Found found, int p, int q, int length) {
    int equal = Bytes.equalPrefix(in, p, Math.min(limit, p + length), bytes, q, q + length);
    int hole = firstEndingAtOrBehind(q + equal, 0);
    found.reached = hole;
    if (p + equal == limit) {
      return MORE;
    }
    if (hole == holes.length || spans[2 * hole] > q + equal) {
      return NO;
    }
    int end = matchAll(in, from, limit, found);
    if (end >= 0) {
      open(found);
    }
    return end;
  }

  /** Like {@link #match}: looks at every hole in which the input has another content. */
  private int matchAll(byte[] in, int from, int limit, Found found) {
    found.begin(this, in);
    int p = from;
    int q = 0;
    int next = 0;
    while (true) {
      int equal = Bytes.equalPrefix(in, p, limit, bytes, q, bytes.length);
      p += equal;
      q += equal;
      int hole = firstEndingAtOrBehind(q, next);
      found.reached = hole;
      if (q == bytes.length) {
        return p;
      }
      if (p == limit) {
        return MORE;
      }
      if (hole == holes.length || spans[2 * hole] > q) {
        return NO;
      }
      int start = p - (q - spans[2 * hole]);
      int end = end(holes[hole], in, start, limit);
      if (end < 0) {
        return end;
      }
      found.add(hole, start, end, false);
      p = end;
      q = spans[2 * hole + 1];
      next = hole + 1;
    }
  }

  private void open(Found found) {
    int[] opened = new int[holes.length];
    int count = 0;
    int next = 0;
    for (int hole = 0; hole < holes.length; hole++) {
      boolean isOpen = next < open.length && open[next] == hole;
      next += isOpen ? 1 : 0;
      if (isOpen || found.isInput(hole)) {
        opened[count++] = hole;
      }
    }
    open = Arrays.copyOf(opened, count);
  }

  /** The first hole from {@code hole} on that does not end before {@code position}. */
  private int firstEndingAtOrBehind(int position, int hole) {
    int low = hole;
    int high = holes.length;
    while (low < high) {
      // Most often it is the next one, or one far behind.
      int middle = low == hole ? low : (low + high) >>> 1;
      if (spans[2 * middle + 1] < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The memory that it takes, in bytes: itself, and an entry in three arrays for each hole. */
  long size() {
    return BYTES_OF_SHAPE + bytes.length + (long) holes.length * BYTES_OF_HOLE;
  }

  private int end(Hole hole, byte[] in, int start, int limit) {
    return switch (hole) {
      case READ -> Text.endOfString(in, start, limit, false);
      case STRING -> Text.endOfString(in, start, limit, true);
      case INTEGER -> Text.endOfInteger(in, start, limit);
      case NAME -> {
        int end = Text.endOfString(in, start, limit, true);
        yield end - start > maxNameLength ? NO : end;
      }
    };
  }

  /** The contents of a shape's holes, as a match found them. Filled by each. */
  static final class Found {

    private static final int OWN = -1;

    private @Nullable Shape shape;
    private byte[] in = {};

    /** By hole; {@link #OWN} for one that has the shape's own content. */
    private int[] starts = new int[64];

    private int[] ends = new int[64];
    private boolean[] isAscii = new boolean[64];

    /** The first hole that the match, if it was none, did not get behind. */
    private int reached;

    private void begin(Shape newShape, byte[] newIn) {
      shape = newShape;
      in = newIn;
      int holes = newShape.holes.length;
      if (holes > starts.length) {
        starts = new int[2 * holes];
        ends = new int[2 * holes];
        isAscii = new boolean[2 * holes];
      }
      Arrays.fill(starts, 0, holes, OWN);
      reached = 0;
    }

    private void add(int hole, int start, int end, boolean isKnownAscii) {
      starts[hole] = start;
      ends[hole] = end;
      isAscii[hole] = isKnownAscii;
    }

    /** Whether the match, if it was none, got behind a hole. */
    boolean isBehind(int hole) {
      return hole < reached;
    }

    /** Whether a hole's content is the input's, and not the shape's own. */
    boolean isInput(int hole) {
      return starts[hole] != OWN;
    }

    /** Where a hole's content is: in the input, or in the shape. */
    byte[] bytes(int hole) {
      return isInput(hole) ? in : shape().bytes;
    }

    /** Where it begins there. */
    int start(int hole) {
      return isInput(hole) ? starts[hole] : shape().spans[2 * hole];
    }

    int length(int hole) {
      Shape own = shape();
      return isInput(hole)
          ? ends[hole] - starts[hole]
          : own.spans[2 * hole + 1] - own.spans[2 * hole];
    }

    /** Whether the content is known to be ASCII. */
    boolean isAscii(int hole) {
      return isInput(hole) && isAscii[hole];
    }

    private Shape shape() {
      return Objects.requireNonNull(shape);
    }
  }
}
