package dev.watchstream.parser.jackson;

import java.nio.charset.StandardCharsets;

/**
 * Remembers how the pieces that Jackson has used up end. Where its input is split, Jackson's
 * non-blocking parser is less strict, or reports another error; this tells what it would have seen
 * in one piece.
 */
final class SplitGuard {

  /** The last byte that is not white space. */
  private byte mark;

  /** The word that the pieces end in, or the last bytes of one longer than {@code false}. */
  private final byte[] word = new byte["false".length()];

  private int wordLength;

  void reset() {
    mark = 0;
    wordLength = 0;
  }

  void add(byte[] piece, int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      if (!isWhiteSpace(piece[i])) {
        mark = piece[i];
        break;
      }
    }
    addWord(piece, from, to);
  }

  private void addWord(byte[] piece, int from, int to) {
    int start = to;
    while (start > from
        && to - start < word.length
        && Character.isJavaIdentifierPart(piece[start - 1] & 0xFF)) {
      start--;
    }
    int length = to - start;
    int before = start == from ? Math.min(wordLength, word.length - length) : 0;
    System.arraycopy(word, wordLength - before, word, 0, before);
    System.arraycopy(piece, start, word, before, length);
    wordLength = before + length;
  }

  /** Whether a value has to follow. */
  boolean isAfterColonOrComma() {
    return mark == ':' || mark == ',';
  }

  /** Whether the last byte that is not white space ends an object. */
  boolean isBehindObject() {
    return mark == '}';
  }

  /** Whether the last word may become true, false or null. */
  boolean isInsideLiteral() {
    String last = new String(word, 0, wordLength, StandardCharsets.ISO_8859_1);
    return wordLength > 0
        && ("true".startsWith(last) || "false".startsWith(last) || "null".startsWith(last));
  }

  static boolean isWhiteSpace(byte b) {
    return b >= 0 && b <= ' ';
  }
}
