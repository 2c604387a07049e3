package dev.watchstream.parser.bytes;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Like {@link StringPool}, for texts given as well-formed UTF-8. A text is compared by its length,
 * its first and its last eight bytes, and, if it has more, by a copy of its bytes: most often only
 * the table's own memory is read.
 */
public final class TextPool {

  /** A power of two; enough for the nodes of a large cluster. */
  private static final int SLOTS = 16 << 10;

  /** In bytes. The longest name of a Kubernetes object has 253. */
  private static final int MAX_POOLED_LENGTH = 253;

  private static final byte[] NO_BYTES = {};

  private final @Nullable String[] texts = new String[SLOTS];

  /** The first and the last eight bytes of each: two longs per slot. */
  private final long[] ends = new long[2 * SLOTS];

  private final short[] lengths = new short[SLOTS];

  /** All bytes of the texts of more than 16 bytes. */
  private final byte[][] bytes = new byte[SLOTS][];

  public String get(byte[] utf8, int from, int length, boolean isAscii) {
    int hash = Bytes.hash(utf8, from, from + length);
    int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    long first = Bytes.firstBytes(utf8, from, length);
    long last = length <= Long.BYTES ? first : Bytes.longAt(utf8, from + length - Long.BYTES);
    String pooled = texts[slot];
    if (pooled != null
        && lengths[slot] == length
        && ends[2 * slot] == first
        && ends[2 * slot + 1] == last
        && (length <= 2 * Long.BYTES || Bytes.areEqual(utf8, from, bytes[slot], 0, length))) {
      return pooled;
    }
    String fresh = JsonStrings.toString(utf8, from, length, isAscii);
    if (length <= MAX_POOLED_LENGTH) {
      texts[slot] = fresh;
      lengths[slot] = (short) length;
      ends[2 * slot] = first;
      ends[2 * slot + 1] = last;
      bytes[slot] =
          length <= 2 * Long.BYTES ? NO_BYTES : Arrays.copyOfRange(utf8, from, from + length);
    }
    return fresh;
  }
}
