package dev.watchstream.parser.bytes;

/**
 * Quotes text from a stream in a message: on one line, not too long, without control characters and
 * characters that change the text direction, which a terminal would obey.
 */
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
      if (isHarmless(c)) {
        excerpt.append(c);
      } else {
        excerpt.append(String.format("\\u%04x", (int) c));
      }
    }
    return excerpt.toString();
  }

  private static boolean isHarmless(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
