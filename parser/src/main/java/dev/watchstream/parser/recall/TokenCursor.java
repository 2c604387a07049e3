package dev.watchstream.parser.recall;

import com.fasterxml.jackson.core.JsonToken;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.bytes.JsonStrings;
import dev.watchstream.parser.jackson.Field;
import dev.watchstream.parser.jackson.TokenMarks;

/** Goes through the tokens of an event that the plain reader has accepted, and their bytes. */
final class TokenCursor {

  /** Deeper than anything a server writes; limited because the learner is recursive. */
  private static final int MAX_DEPTH = 64;

  /** How much deeper an element is in an item of a list than in a bare object. */
  private static final int DEPTH_OF_ITEMS = 2;

  private final TokenMarks marks;
  final byte[] in;
  private final int from;
  private final int to;

  /** A layout must be within the limit wherever it may occur. */
  private final int maxDepth;

  /** The index of the last token. */
  private int at = -1;

  /** How many containers are open after the last token. */
  private int depth = 1;

  /** For the event between two indexes of the input; stands before its first token. */
  TokenCursor(TokenMarks marks, byte[] in, int from, int to, ParserOptions options) {
    this.marks = marks;
    this.in = in;
    this.from = from;
    this.to = to;
    this.maxDepth = Math.min(MAX_DEPTH, options.maxNestingDepth() - DEPTH_OF_ITEMS);
  }

  /** Advances to the next token. */
  JsonToken next() {
    at++;
    JsonToken token = token();
    switch (token) {
      case START_OBJECT, START_ARRAY -> {
        depth++;
        if (depth > maxDepth) {
          throw new LearnedEvent.Unlearnable();
        }
      }
      case END_OBJECT, END_ARRAY -> depth--;
      default -> {}
    }
    return token;
  }

  JsonToken token() {
    return marks.token(at);
  }

  /** Advances to the end of the container that was entered. */
  void skip() {
    int outside = depth - 1;
    while (depth > outside) {
      next();
    }
  }

  /** What the last token stands for. */
  Field field() {
    return marks.field(at);
  }

  /** Where the last token begins. */
  int start() {
    int p = from + (at == 0 ? 1 : marks.end(at - 1));
    while (in[p] <= ' ' || in[p] == ',' || in[p] == ':') {
      p++;
    }
    return p;
  }

  /** Where the last token ends. */
  int end() {
    return from + marks.end(at);
  }

  /** Whether the string that is the last token is empty. */
  boolean isEmpty() {
    return end() - start() == 2;
  }

  /** Adds the last token, a string or a name that is not read, as a hole. */
  void addTo(Path.Builder path, Hole.Kind kind) {
    path.add(kind, Hole.UNREAD, start() + 1, end() - 1);
  }

  /** Adds the last token, a string that is read, as a hole; false if it has escapes. */
  boolean addReadTo(Path.Builder path, int part) {
    int start = start() + 1;
    int end = JsonStrings.endOfString(in, start, to, false);
    if (end >= 0) {
      path.add(Hole.Kind.READ, part, start, end);
    }
    return end >= 0;
  }

  /** Adds the last token, an integer, as a hole unless it is negative. */
  void addIntegerTo(Path.Builder path) {
    int start = start();
    int end = JsonStrings.endOfInteger(in, start, to);
    if (end >= 0) {
      path.add(Hole.Kind.INTEGER, Hole.UNREAD, start, end);
    }
  }
}
