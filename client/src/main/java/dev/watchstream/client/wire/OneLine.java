package dev.watchstream.client.wire;

/** Text from a server, made safe for a log or a terminal. */
public final class OneLine {

  private static final int MAX_CHARS = 300;

  private OneLine() {}

  public static String of(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(MAX_CHARS)
        .forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    return text.codePointCount(0, text.length()) > MAX_CHARS
        ? line.append('…').toString()
        : line.toString();
  }
}
