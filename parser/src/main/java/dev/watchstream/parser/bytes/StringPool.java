package dev.watchstream.parser.bytes;

import org.jspecify.annotations.Nullable;

/**
 * Returns the same String for the same text where it can, for values that repeat: node names,
 * namespaces, kinds, the names and uids of objects. A table of fixed size in which a new text
 * replaces the one in its slot, so that no stream can make it grow; long texts are not kept.
 */
public final class StringPool {

  /** A power of two; enough for the nodes of a large cluster. */
  private static final int SLOTS = 8192;

  /** In chars. The longest name of a Kubernetes object has 253. */
  private static final int MAX_POOLED_LENGTH = 253;

  private final @Nullable String[] slots = new String[SLOTS];

  /** The hashes of the texts in the slots: most different texts are told apart by them alone. */
  private final int[] hashes = new int[SLOTS];

  /** The last text of each length: "Pod" and "default" come again and again. */
  private final @Nullable String[] last = new String[MAX_POOLED_LENGTH + 1];

  public String get(char[] chars, int offset, int length) {
    if (length > MAX_POOLED_LENGTH) {
      return new String(chars, offset, length);
    }
    String before = last[length];
    if (before != null && equals(before, chars, offset, length)) {
      return before;
    }
    String pooled = lookUp(chars, offset, length);
    last[length] = pooled;
    return pooled;
  }

  private String lookUp(char[] chars, int offset, int length) {
    int hash = 0;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + chars[i];
    }
    // The high bits of a polynomial hash are its best mixed ones.
    int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    String pooled = slots[slot];
    if (pooled != null && hashes[slot] == hash && equals(pooled, chars, offset, length)) {
      return pooled;
    }
    String fresh = new String(chars, offset, length);
    slots[slot] = fresh;
    hashes[slot] = hash;
    return fresh;
  }

  private static boolean equals(String pooled, char[] chars, int offset, int length) {
    if (pooled.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (pooled.charAt(i) != chars[offset + i]) {
        return false;
      }
    }
    return true;
  }
}
