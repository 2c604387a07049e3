package dev.watchstream.parser.recall;

import dev.watchstream.parser.bytes.JsonStrings;
import dev.watchstream.parser.bytes.TextPool;
import org.jspecify.annotations.Nullable;

/** Where a walk found the parts that are read: indexes of the input. Refilled by each walk. */
final class Found {

  /** An address has the most. */
  private static final int PARTS = 8;

  final int[] starts = new int[PARTS];
  final int[] ends = new int[PARTS];
  private final boolean[] isAscii = new boolean[PARTS];

  void add(int part, int start, int end, boolean isKnownAscii) {
    starts[part] = start;
    ends[part] = end;
    isAscii[part] = isKnownAscii;
  }

  /** The input has moved by {@code distance} bytes. */
  void move(int distance) {
    for (int part = 0; part < PARTS; part++) {
      starts[part] += distance;
      ends[part] += distance;
    }
  }

  int length(int part) {
    return ends[part] - starts[part];
  }

  /** Whether a part is this ASCII text. */
  boolean says(int part, byte[] in, String text) {
    int length = length(part);
    if (length != text.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (in[starts[part] + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The text of a part; null for the empty string.
   *
   * @param pool the pool to take it from; null to make a new String
   */
  @Nullable String text(int part, byte[] in, @Nullable TextPool pool) {
    int from = starts[part];
    int length = ends[part] - from;
    if (length == 0) {
      return null;
    }
    return pool == null
        ? JsonStrings.toString(in, from, length, isAscii[part])
        : pool.get(in, from, length, isAscii[part]);
  }
}
