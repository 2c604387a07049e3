package dev.watchstream.parser.recall;

import dev.watchstream.parser.bytes.JsonStrings;
import dev.watchstream.parser.bytes.TextPool;
import org.jspecify.annotations.Nullable;

/** Where a walk found the parts that are read: indexes of the input. Filled again by each. */
final class Found {

  /** Of an address there are most. */
  private static final int PARTS = 8;

  final int[] starts = new int[PARTS];
  final int[] ends = new int[PARTS];
  private final boolean[] isAscii = new boolean[PARTS];

  void add(int part, int start, int end, boolean isKnownAscii) {
    starts[part] = start;
    ends[part] = end;
    isAscii[part] = isKnownAscii;
  }

  /** The input is so many bytes further on now. */
  void move(int distance) {
    for (int part = 0; part < PARTS; part++) {
      starts[part] += distance;
      ends[part] += distance;
    }
  }

  int length(int part) {
    return ends[part] - starts[part];
  }

  /** Whether a part says a text of ASCII. */
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
   * What a part says; null for the empty string.
   *
   * @param pool where to look for it first; null for nowhere
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
