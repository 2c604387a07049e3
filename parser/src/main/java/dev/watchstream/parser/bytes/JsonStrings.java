package dev.watchstream.parser.bytes;

import java.nio.charset.StandardCharsets;

/**
 * What may stand in a hole of a layout: the content of a JSON string, or an integer. Finds where it
 * ends, and accepts nothing that Jackson would reject there.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-7">RFC 8259, section 7</a>
 */
public final class JsonStrings {

  /** The input ends before the content does. */
  public static final int MORE = -1;

  /** The bytes are not such content. */
  public static final int NO = -2;

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private JsonStrings() {}

  /**
   * The index of the quote that ends the string whose content begins at {@code from}; {@link #MORE}
   * or {@link #NO}. Content is well-formed UTF-8 without control characters, and without escapes
   * unless {@code escapes} is true.
   */
  public static int endOfString(byte[] in, int from, int limit, boolean escapes) {
    int p = from;
    while (true) {
      p = plain(in, p, limit);
      if (p == limit) {
        return MORE;
      }
      byte b = in[p];
      if (b == '"') {
        return p;
      }
      int length;
      if (b < 0) {
        length = Utf8.character(in, p, limit);
      } else if (b == '\\') {
        length = escapes ? escape(in, p, limit) : Utf8.ILL_FORMED;
      } else {
        length = b >= ' ' ? 1 : Utf8.ILL_FORMED;
      }
      if (length == Utf8.INCOMPLETE) {
        return MORE;
      }
      if (length == Utf8.ILL_FORMED) {
        return NO;
      }
      p += length;
    }
  }

  /** The end of the integer that begins at {@code from}; {@link #MORE} or {@link #NO}. */
  public static int endOfInteger(byte[] in, int from, int limit) {
    int p = from;
    while (p < limit && in[p] >= '0' && in[p] <= '9') {
      p++;
    }
    if (p == limit) {
      return MORE;
    }
    boolean isInteger = p == from + 1 || (p > from && in[from] != '0');
    return isInteger ? p : NO;
  }

  /** A String of well-formed UTF-8; {@code isAscii} says that it is known to be ASCII. */
  @SuppressWarnings("deprecation") // for ASCII it is right, and takes half the time
  public static String toString(byte[] utf8, int from, int length, boolean isAscii) {
    return isAscii || isAscii(utf8, from, from + length)
        ? new String(utf8, 0, from, length)
        : new String(utf8, from, length, StandardCharsets.UTF_8);
  }

  private static boolean isAscii(byte[] in, int from, int to) {
    long all = 0;
    int p = from;
    for (; p <= to - Long.BYTES; p += Long.BYTES) {
      all |= Bytes.longAt(in, p);
    }
    for (; p < to; p++) {
      all |= in[p];
    }
    return (all & HIGH_BITS) == 0;
  }

  /**
   * The length of the escape at {@code p}, or {@link Utf8#INCOMPLETE}, or {@link Utf8#ILL_FORMED}.
   */
  private static int escape(byte[] in, int p, int limit) {
    if (p + 1 == limit) {
      return Utf8.INCOMPLETE;
    }
    return switch (in[p + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
      case 'u' -> unicodeEscape(in, p, limit);
      default -> Utf8.ILL_FORMED;
    };
  }

  private static int unicodeEscape(byte[] in, int p, int limit) {
    for (int i = p + 2; i < p + 6; i++) {
      if (i == limit) {
        return Utf8.INCOMPLETE;
      }
      if (Character.digit(in[i], 16) < 0) {
        return Utf8.ILL_FORMED;
      }
    }
    return 6;
  }

  /**
   * The index of the first byte from {@code from} on that needs a closer look: a quote, a
   * backslash, a control character or non-ASCII byte; or a space or an exclamation mark, which few
   * of the texts read here have.
   */
  public static int plain(byte[] in, int from, int limit) {
    int p = from;
    while (p <= limit - Long.BYTES) {
      long special = special(Bytes.longAt(in, p));
      if (special != 0) {
        return p + (Long.numberOfTrailingZeros(special) >>> 3);
      }
      p += Long.BYTES;
    }
    while (p < limit && in[p] > '"' && in[p] != '\\') {
      p++;
    }
    return p;
  }

  /**
   * Checks eight bytes at once: the lowest bit that is set is the high bit of the first special
   * byte. Higher bits may be wrong, because the subtraction borrows.
   */
  private static long special(long word) {
    long backslash = word ^ (ONES * '\\');
    long isBackslash = (backslash - ONES) & ~backslash;
    long isUpToQuote = (word - ONES * ('"' + 1)) & ~word;
    return (isUpToQuote | isBackslash | word) & HIGH_BITS;
  }
}
