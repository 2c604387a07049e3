package dev.watchstream.parser.recall;

import dev.watchstream.parser.bytes.JsonStrings;

/**
 * Where other content would be accepted just as well.
 *
 * @param part which part of an address, or of the metadata, it says; {@link #UNREAD} for none
 * @param start where its content begins in the bytes that it is a hole of
 * @param end where it ends: a string's at its closing quote
 */
record Hole(Kind kind, int part, int start, int end) {

  static final int UNREAD = -1;

  /** What may stand in a hole. */
  enum Kind {
    /** A string that is read: no escapes. */
    READ,
    /** A string that nobody reads. */
    STRING,
    /** The name of a member that nobody reads. */
    NAME,
    /** An integer that nobody reads. */
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

  /** Whether another hole, so far behind its start, is the same one as this at a position. */
  boolean isLike(Hole other, int distance, int position) {
    return kind == other.kind && part == other.part && position - start == distance;
  }

  Hole movedBy(int distance) {
    return new Hole(kind, part, start + distance, end + distance);
  }
}
