package dev.watchstream.parser;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text that becomes a String when somebody asks. A resourceVersion is new in every event, and
 * most events are handled without looking at it.
 */
final class LazyText {

  private char[] chars = new char[24];
  private int length;
  private @Nullable String value;

  void set(char[] source, int offset, int newLength) {
    if (newLength > chars.length) {
      chars = new char[newLength];
    }
    System.arraycopy(source, offset, chars, 0, newLength);
    length = newLength;
    value = null;
  }

  /** Takes a text that is there as well-formed UTF-8. */
  void set(byte[] utf8, int offset, int newLength) {
    if (newLength > chars.length) {
      chars = new char[newLength];
    }
    int all = 0;
    for (int i = 0; i < newLength; i++) {
      chars[i] = (char) utf8[offset + i];
      all |= utf8[offset + i];
    }
    length = newLength;
    // Only in ASCII is a byte a char.
    value = all < 0 ? new String(utf8, offset, newLength, StandardCharsets.UTF_8) : null;
  }

  void clear() {
    length = 0;
    value = null;
  }

  /** The text; null for none or an empty one. */
  @Nullable String value() {
    if (value == null && length > 0) {
      value = new String(chars, 0, length);
    }
    return value;
  }

  LazyText copy() {
    LazyText copy = new LazyText();
    copy.chars = Arrays.copyOf(chars, Math.min(length, chars.length));
    copy.length = length;
    copy.value = value;
    return copy;
  }
}
