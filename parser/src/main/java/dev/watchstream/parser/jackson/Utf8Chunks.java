package dev.watchstream.parser.jackson;

import dev.watchstream.parser.bytes.Utf8;

/**
 * Cuts the chunks that a caller feeds into the pieces that Jackson gets. A piece holds whole
 * characters of well-formed UTF-8 and is no longer than the reader allows; so where the caller's
 * chunks end makes no difference to what is reported.
 */
final class Utf8Chunks {

  /** What comes next. */
  enum Next {
    /** A piece: {@link #bytes}, {@link #from}, {@link #to}. */
    PIECE,
    /** No input yet. */
    WAIT,
    /** No more input will come. */
    END,
    /** Bytes that are not a character, at the place where the last piece ended. */
    ILL_FORMED
  }

  private static final byte[] NOTHING = {};

  // The piece, as long as it is of interest.

  byte[] bytes = NOTHING;
  int from;
  int to;

  /** The offset of the end of the piece, in bytes from the stream's start. */
  long given;

  // What the caller fed and no piece has held yet.

  private byte[] chunk = NOTHING;
  private int position;
  private int end;
  private boolean isEnded;

  /** The first bytes of a character whose rest has not arrived. */
  private final byte[] character = new byte[4];

  private int characterLength;

  void reset() {
    drop();
    given = 0;
    chunk = NOTHING;
    position = 0;
    end = 0;
    isEnded = false;
    characterLength = 0;
  }

  void feed(byte[] newChunk, int offset, int length) {
    chunk = newChunk;
    position = offset;
    end = offset + length;
  }

  void endOfInput() {
    isEnded = true;
  }

  /** Whether the caller has said that no more will come, and all of it is in pieces. */
  boolean isAtEnd() {
    return isEnded && !hasNext();
  }

  /**
   * Whether there are bytes that no piece has held yet. An incomplete character counts only at the
   * end of input.
   */
  boolean hasNext() {
    return position < end || (isEnded && characterLength > 0);
  }

  /** Whether every byte that was fed has been in a piece, and that piece is dropped. */
  boolean isUsedUp() {
    return position == end && characterLength == 0 && from == to;
  }

  /** Makes the next piece, of at most {@code room} bytes or of one character. */
  Next next(long room) {
    if (characterLength == 0 && position < end) {
      int whole = Utf8.wholeCharacters(chunk, position, (int) Math.min(end, position + room));
      if (whole > position) {
        Next piece = piece(chunk, position, whole);
        position = whole;
        return piece;
      }
    }
    return nextCharacter();
  }

  /**
   * The next character is split between chunks, or longer than the room there is, or ill-formed.
   */
  private Next nextCharacter() {
    while (true) {
      int length =
          characterLength == 0 ? Utf8.INCOMPLETE : Utf8.character(character, 0, characterLength);
      if (length == Utf8.ILL_FORMED) {
        return Next.ILL_FORMED;
      }
      boolean isCut = position == end && isEnded && characterLength > 0;
      if (length != Utf8.INCOMPLETE || isCut) {
        int complete = characterLength;
        characterLength = 0;
        return piece(character, 0, complete);
      }
      if (position == end) {
        return isEnded ? Next.END : Next.WAIT;
      }
      character[characterLength++] = chunk[position++];
    }
  }

  private Next piece(byte[] newBytes, int newFrom, int newTo) {
    bytes = newBytes;
    from = newFrom;
    to = newTo;
    given += newTo - newFrom;
    return Next.PIECE;
  }

  /** The piece is used up; the caller may change the bytes. */
  void drop() {
    bytes = NOTHING;
    from = 0;
    to = 0;
  }
}
