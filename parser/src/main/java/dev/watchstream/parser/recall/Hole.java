package dev.watchstream.parser.recall;

import dev.watchstream.parser.bytes.JsonStrings;

/**
 * A place in accepted bytes where other content would be accepted, too.
 *
 * @param part the part of an address, or of the metadata, that it holds; {@link #UNREAD} for none
 * @param start where its content begins in those bytes
 * @param end where it ends: a string's at its closing quote
 */
record Hole(Kind kind, int part, int start, int end) {

  static final int UNREAD = -1;

  /** What may stand in a hole. */
  enum Kind {
    /** A string that is read; without escapes. */
    READ,
    /** A string that is not read. */
    STRING,
    /** The name of a member that is not read. */
    NAME,
    /** An integer that is not read. */
    INTEGER;

    /**
     * Where the content that begins at {@code from} ends; or {@link JsonStrings#MORE}, {@link
     * JsonStrings#NO}.
     */
    int end(byte[] in, int from, int limit, int maxNameLength) {
      return switch (this) {
        case READ -> JsonStrings.endOfString(in, from, limit, false);
        case STRING -> JsonStrings.endOfString(in, from, limit, true);
        case INTEGER -> JsonStrings.endOfInteger(in, from, limit);
        case NAME -> {
          int end = JsonStrings.endOfString(in, from, limit, true);
          yield end - from > maxNameLength ? JsonStrings.NO : end;
        }
      };
    }
  }

  boolean touches(int position) {
    return start <= position && position <= end;
  }

  /**
   * Whether {@code other} is a hole of the same kind for the same part, and {@code position} is
   * {@code distance} bytes behind this one's start.
   */
  boolean isLike(Hole other, int distance, int position) {
    return kind == other.kind && part == other.part && position - start == distance;
  }

  Hole movedBy(int distance) {
    return new Hole(kind, part, start + distance, end + distance);
  }
}
