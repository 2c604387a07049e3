package dev.watchstream.timeline.picture;

/** Escapes text from a stream for XML and HTML. */
final class Markup {

  private Markup() {}

  /** Any text, escaped for an element's content or a quoted attribute. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isOfXml(c) ? c : '\uFFFD');
              }
            });
    return escaped.toString();
  }

  /**
   * The characters of production Char of XML 1.0, without the control characters that it
   * discourages.
   */
  private static boolean isOfXml(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= 0x20 && c < 0x7F)
        || (c >= 0xA0 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
