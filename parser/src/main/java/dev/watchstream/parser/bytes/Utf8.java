package dev.watchstream.parser.bytes;

/**
 * Well-formed UTF-8 as RFC 3629 defines it. Jackson's decoder lets overlong forms and surrogates
 * pass; a stream that holds them is refused before Jackson sees them.
 */
public final class Utf8 {

  /** The bytes so far may begin a character; the rest is still to come. */
  public static final int INCOMPLETE = 0;

  /** No bytes that follow can make this a character. */
  public static final int ILL_FORMED = -1;

  private static final long NOT_ASCII = 0x8080808080808080L;

  private Utf8() {}

  /** The end of the longest run of whole characters that begins at {@code from}. */
  public static int wholeCharacters(byte[] bytes, int from, int to) {
    int i = from;
    while (true) {
      i = ascii(bytes, i, to);
      if (i == to) {
        return i;
      }
      int length = character(bytes, i, to);
      if (length <= 0) {
        return i;
      }
      i += length;
    }
  }

  /**
   * The length of the character at {@code from}, or {@link #INCOMPLETE}, or {@link #ILL_FORMED}.
   */
  public static int character(byte[] bytes, int from, int to) {
    int lead = bytes[from] & 0xFF;
    if (lead < 0x80) {
      return 1;
    }
    if (lead < 0xC2 || lead > 0xF4) {
      return ILL_FORMED;
    }
    int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    for (int k = 1; k < length; k++) {
      if (from + k == to) {
        return INCOMPLETE;
      }
      int next = bytes[from + k] & 0xFF;
      // The second byte's range excludes overlong forms, surrogates and what is past U+10FFFF.
      int least = k > 1 ? 0x80 : lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
      int most = k > 1 ? 0xBF : lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
      if (next < least || next > most) {
        return ILL_FORMED;
      }
    }
    return length;
  }

  /** Whether a byte is one of a character's bytes after the first. */
  public static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }

  private static int ascii(byte[] bytes, int from, int to) {
    int i = from;
    while (i <= to - 4 * Long.BYTES) {
      long any =
          Bytes.longAt(bytes, i)
              | Bytes.longAt(bytes, i + Long.BYTES)
              | Bytes.longAt(bytes, i + 2 * Long.BYTES)
              | Bytes.longAt(bytes, i + 3 * Long.BYTES);
      if ((any & NOT_ASCII) != 0) {
        break;
      }
      i += 4 * Long.BYTES;
    }
    while (i < to && bytes[i] >= 0) {
      i++;
    }
    return i;
  }
}
