package dev.watchstream.parser;

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
    copy.chars = Arrays.copyOf(chars, length);
    copy.length = length;
    copy.value = value;
    return copy;
  }
}
