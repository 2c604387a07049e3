package dev.watchstream.replay.model;

import dev.watchstream.fixtures.input.SafeText;
import java.util.Locale;

/** What a client sent, as a part of a line that it cannot break out of. */
final class Printable {
  private Printable() {}

  /** With what a terminal would obey shown as an escape. */
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
