package dev.watchstream.parser.bytes;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A text that becomes a String only when it is asked for. A resourceVersion is new in every event,
 * and most events are handled without looking at it.
 */
public final class LazyText {

  private char[] chars = new char[24];
  private int length;
  private @Nullable String value;

  public void set(char[] source, int offset, int newLength) {
    if (newLength > chars.length) {
      chars = new char[newLength];
    }
    System.arraycopy(source, offset, chars, 0, newLength);
    length = newLength;
    value = null;
  }

  /** Takes a text given as well-formed UTF-8. */
  public void set(byte[] utf8, int offset, int newLength) {
    if (newLength > chars.length) {
      chars = new char[newLength];
    }
    int all = 0;
    for (int i = 0; i < newLength; i++) {
      chars[i] = (char) utf8[offset + i];
      all |= utf8[offset + i];
    }
    length = newLength;
    // Each byte is a char only if all are ASCII.
    value = all < 0 ? new String(utf8, offset, newLength, StandardCharsets.UTF_8) : null;
  }

  public void clear() {
    length = 0;
    value = null;
  }

  /** The text; null for none or an empty one. */
  public @Nullable String value() {
    if (value == null && length > 0) {
      value = new String(chars, 0, length);
    }
    return value;
  }
}
