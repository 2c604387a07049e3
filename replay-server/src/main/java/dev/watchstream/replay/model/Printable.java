package dev.watchstream.replay.model;

import dev.watchstream.fixtures.input.SafeText;
import java.util.Locale;

/** Text from a client, escaped so that it stays within a line. */
final class Printable {
  private Printable() {}

  /** Escapes the characters that a terminal would obey. */
  static String of(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (SafeText.isHarmless(c)) {
                line.appendCodePoint(c);
              } else {
                line.append(String.format(Locale.ROOT, c < 0x100 ? "\\x%02x" : "\\u%04x", c));
              }
            });
    return line.toString();
  }
}
