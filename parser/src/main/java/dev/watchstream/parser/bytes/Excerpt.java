package dev.watchstream.parser.bytes;

/** Quotes text from a stream in a message: one line, no control characters, not too long. */
public final class Excerpt {

  private static final int MAX_LENGTH = 120;

  private Excerpt() {}

  public static String of(String text) {
    StringBuilder excerpt = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (i == MAX_LENGTH) {
        return excerpt.append('…').toString();
      }
      char c = text.charAt(i);
      if (Character.isISOControl(c) || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
        excerpt.append(String.format("\\u%04x", (int) c));
      } else {
        excerpt.append(c);
      }
    }
    return excerpt.toString();
  }
}
