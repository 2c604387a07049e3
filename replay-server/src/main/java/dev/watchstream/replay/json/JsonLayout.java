package dev.watchstream.replay.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The white space of JSON: one line, or the API server's pretty print. */
public final class JsonLayout {
  private static final byte[] FIELDS_V1 = "\"fieldsV1\"".getBytes(StandardCharsets.UTF_8);

  private final byte[] from;
  private int position;
  private byte[] to;
  private int length;

  private JsonLayout(byte[] from) {
    this.from = from;
    this.to = new byte[from.length * 2];
  }

  /** Removes white space if there is a line break; otherwise returns the same array. */
  public static byte[] oneLine(byte[] json) {
    for (byte b : json) {
      if (b == '\n') {
        JsonLayout layout = new JsonLayout(json);
        layout.compact(json.length);
        return layout.result();
      }
    }
    return json;
  }

  /**
   * Indents by two spaces a level; the value of {@code fieldsV1} stays on one line, as by the API
   * server.
   */
  public static byte[] pretty(byte[] json) {
    JsonLayout layout = new JsonLayout(json);
    layout.indented();
    return layout.result();
  }

  private byte[] result() {
    return Arrays.copyOf(to, length);
  }

  private void compact(int end) {
    while (position < end) {
      byte b = from[position];
      if (b == '"') {
        string();
      } else {
        if (!isSpace(b)) {
          put(b);
        }
        position++;
      }
    }
  }

  private void indented() {
    int depth = 0;
    while (position < from.length) {
      byte b = from[position];
      switch (b) {
        case '"' -> {
          int start = position;
          string();
          if (Arrays.equals(from, start, position, FIELDS_V1, 0, FIELDS_V1.length)) {
            fieldsV1();
          }
        }
        case '{', '[' -> {
          put(b);
          position++;
          skipSpace();
          if (position < from.length && (from[position] == '}' || from[position] == ']')) {
            put(from[position++]);
          } else {
            newLine(++depth);
          }
        }
        case '}', ']' -> {
          newLine(--depth);
          put(b);
          position++;
        }
        case ',' -> {
          put(b);
          position++;
          newLine(depth);
        }
        case ':' -> {
          put(b);
          put((byte) ' ');
          position++;
        }
        default -> {
          if (!isSpace(b)) {
            put(b);
          }
          position++;
        }
      }
    }
  }

  /** Writes what follows the word, in case it is a key whose value is an object. */
  private void fieldsV1() {
    skipSpace();
    if (position >= from.length || from[position] != ':') {
      return;
    }
    position++;
    put((byte) ':');
    put((byte) ' ');
    skipSpace();
    if (from[position] == '{') {
      compact(endOfObject());
    }
  }

  private int endOfObject() {
    int depth = 0;
    for (int i = position; i < from.length; i++) {
      switch (from[i]) {
        case '"' -> {
          for (i++; from[i] != '"'; i++) {
            if (from[i] == '\\') {
              i++;
            }
          }
        }
        case '{' -> depth++;
        case '}' -> {
          if (--depth == 0) {
            return i + 1;
          }
        }
        default -> {}
      }
    }
    return from.length;
  }

  private void string() {
    put(from[position++]);
    while (from[position] != '"') {
      if (from[position] == '\\') {
        put(from[position++]);
      }
      put(from[position++]);
    }
    put(from[position++]);
  }

  private void skipSpace() {
    while (position < from.length && isSpace(from[position])) {
      position++;
    }
  }

  private void newLine(int depth) {
    put((byte) '\n');
    for (int i = 0; i < depth; i++) {
      put((byte) ' ');
      put((byte) ' ');
    }
  }

  private void put(byte b) {
    if (length == to.length) {
      to = Arrays.copyOf(to, length * 2 + 16);
    }
    to[length++] = b;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
