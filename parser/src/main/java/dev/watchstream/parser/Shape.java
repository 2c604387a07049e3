package dev.watchstream.parser;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Bytes that Jackson has accepted, and the holes in them: the contents of string values, of
 * integers and of names where other content would be accepted just as well. Whatever equals the
 * bytes outside of the holes and has such content in them is accepted too, at the same place in the
 * grammar.
 *
 * <p>Immutable. What a match finds in the holes is noted in a {@link Found}.
 */
final class Shape {

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

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  final byte[] bytes;
  private final Hole[] holes;

  /**
   * Where the content of each hole begins and where it ends: two ints a hole. A string ends at its
   * closing quote.
   */
  private final int[] spans;

  private final int maxNameLength;

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
    found.begin();
    int p = from;
    int q = 0;
    int next = 0;
    while (true) {
      int equal = Arrays.mismatch(in, p, limit, bytes, q, bytes.length);
      if (equal < 0) {
        equal = bytes.length - q;
      }
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
      found.add(hole, start, end);
      p = end;
      q = spans[2 * hole + 1];
      next = hole + 1;
    }
  }

  /**
   * Like {@link #match}, for input that has another content in most holes: looks at each of them.
   */
  int read(byte[] in, int from, int limit, Found found) {
    found.begin();
    int p = from;
    int q = 0;
    for (int hole = 0; hole < holes.length; hole++) {
      int length = spans[2 * hole] - q;
      if (length > limit - p || !areEqual(in, p, bytes, q, length)) {
        return areEqual(in, p, bytes, q, Math.min(length, limit - p)) ? MORE : NO;
      }
      p += length;
      q = spans[2 * hole + 1];
      // Most contents are as long as the shape's own: no need to look for their ends.
      int end = p + q - spans[2 * hole];
      boolean isString = end < limit && in[end] == '"' && holes[hole] != Hole.INTEGER;
      if (!isString || !Text.isPlain(in, p, end)) {
        end = end(holes[hole], in, p, limit);
        if (end < 0) {
          return end;
        }
      }
      found.add(hole, p, end);
      p = end;
    }
    int length = bytes.length - q;
    if (length > limit - p || !areEqual(in, p, bytes, q, length)) {
      return areEqual(in, p, bytes, q, Math.min(length, limit - p)) ? MORE : NO;
    }
    return p + length;
  }

  /** For the few bytes between two holes. */
  private static boolean areEqual(byte[] a, int aFrom, byte[] b, int bFrom, int length) {
    if (length < Long.BYTES) {
      for (int i = 0; i < length; i++) {
        if (a[aFrom + i] != b[bFrom + i]) {
          return false;
        }
      }
      return true;
    }
    int last = length - Long.BYTES;
    for (int i = 0; i < last; i += Long.BYTES) {
      if ((long) LONGS.get(a, aFrom + i) != (long) LONGS.get(b, bFrom + i)) {
        return false;
      }
    }
    return (long) LONGS.get(a, aFrom + last) == (long) LONGS.get(b, bFrom + last);
  }

  /** Whether what was found in a hole is the shape's own content. */
  boolean isOwn(int hole, byte[] in, int from, int to) {
    int length = to - from;
    return length == spans[2 * hole + 1] - spans[2 * hole]
        && areEqual(in, from, bytes, spans[2 * hole], length);
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

  int start(int hole) {
    return spans[2 * hole];
  }

  int end(int hole) {
    return spans[2 * hole + 1];
  }

  /** The holes in which a match found another content than the shape's. Filled by each match. */
  static final class Found {

    private int count;

    /** The first hole that the match did not get behind. */
    private int reached;

    private int[] holes = new int[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];

    private void begin() {
      count = 0;
      reached = 0;
    }

    private void add(int hole, int start, int end) {
      if (count == holes.length) {
        holes = Arrays.copyOf(holes, 2 * count);
        starts = Arrays.copyOf(starts, 2 * count);
        ends = Arrays.copyOf(ends, 2 * count);
      }
      holes[count] = hole;
      starts[count] = start;
      ends[count++] = end;
    }

    /** Whether the match, if it was none, got behind a hole. */
    boolean isBehind(int hole) {
      return hole < reached;
    }

    /** The index here of a hole; below 0 for one that has the shape's own content. */
    int find(int hole) {
      if (hole >= 0 && hole < count && holes[hole] == hole) {
        return hole;
      }
      int i = count - 1;
      while (i >= 0 && holes[i] != hole) {
        i--;
      }
      return i;
    }

    /** Where in the input the content begins, by the index here. */
    int start(int index) {
      return starts[index];
    }

    int end(int index) {
      return ends[index];
    }
  }
}
