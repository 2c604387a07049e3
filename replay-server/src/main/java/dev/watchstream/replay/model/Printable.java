package dev.watchstream.replay.model;

import java.util.Locale;

/** What a client sent, as a part of a line that it cannot break out of. */
final class Printable {
  private Printable() {}

  /** With its control characters shown. */
  static String of(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                line.append(String.format(Locale.ROOT, "\\x%02x", c));
              } else {
                line.appendCodePoint(c);
              }
            });
    return line.toString();
  }
}
