package dev.watchstream.timeline.picture;

/** Text from a stream in XML and HTML. */
final class Markup {

  private Markup() {}

  /** Fit for an element's content and for an attribute in quotes, whatever it holds. */
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

  /** As production Char of XML 1.0 has it, but for control characters that it only discourages. */
  private static boolean isOfXml(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= 0x20 && c < 0x7F)
        || (c >= 0xA0 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
