package dev.watchstream.timeline.text;

import dev.watchstream.fixtures.input.SafeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Formats numbers and text of unknown origin for people. */
public final class Words {

  private static final int EXCERPT_LENGTH = 100;

  private Words() {}

  /** The beginning of a text of unknown origin, harmless to a terminal. */
  public static String excerpt(String text) {
    return excerpt(text, EXCERPT_LENGTH);
  }

  /** At most {@code length} characters of a text of unknown origin, harmless to a terminal. */
  public static String excerpt(String text, int length) {
    return SafeText.excerpt(text, length);
  }

  /** {@code 1.3 s}, {@code 2 min 5 s}. */
  public static String seconds(Duration duration) {
    long millis = duration.toMillis();
    return millis < 100_000
        ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0)
        : String.format(Locale.ROOT, "%d min %d s", millis / 60_000, millis / 1000 % 60);
  }

  /** {@code 1 event}, {@code 2 events}. */
  public static String count(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }

  /**
   * At most {@code length} characters: a longer text is cut in the middle, as names often differ at
   * the end.
   */
  public static String shortened(String text, int length) {
    String clean = excerpt(text, Integer.MAX_VALUE);
    int points = clean.codePointCount(0, clean.length());
    if (points <= length) {
      return clean;
    }
    int tail = (length - 1) / 2;
    return clean.substring(0, clean.offsetByCodePoints(0, length - 1 - tail))
        + "…"
        + clean.substring(clean.offsetByCodePoints(clean.length(), -tail));
  }

  /**
   * Breaks a text at spaces into lines of at most {@code length} characters; longer words are
   * split.
   */
  public static List<String> wrapped(String text, int length) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (rest.length() > length) {
      int space = rest.lastIndexOf(' ', length);
      int end = space > 0 ? space : length;
      lines.add(rest.substring(0, end));
      rest = rest.substring(end).strip();
    }
    lines.add(rest);
    return lines;
  }
}
