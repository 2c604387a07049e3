package dev.watchstream.parser;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Like {@link StringPool}, for texts that are there as well-formed UTF-8: keeps the bytes of each,
 * so that a text is known without a look into its String.
 */
final class TextPool {

  /** A power of two; enough for the nodes of a large cluster. */
  private static final int SLOTS = 8192;

  /** In bytes. The longest name of a Kubernetes object has 253. */
  private static final int MAX_POOLED_LENGTH = 253;

  private final @Nullable String[] texts = new String[SLOTS];
  private final byte[][] bytes = new byte[SLOTS][];

  String get(byte[] utf8, int from, int length, boolean isAscii) {
    int hash = Bytes.hash(utf8, from, from + length);
    int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    String pooled = texts[slot];
    if (pooled != null
        && bytes[slot].length == length
        && Bytes.areEqual(utf8, from, bytes[slot], 0, length)) {
      return pooled;
    }
    String fresh = Text.toString(utf8, from, length, isAscii);
    if (length <= MAX_POOLED_LENGTH) {
      texts[slot] = fresh;
      bytes[slot] = Arrays.copyOfRange(utf8, from, from + length);
    }
    return fresh;
  }
}
