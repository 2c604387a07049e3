package dev.watchstream.cli;

import dev.watchstream.parser.StatusEvent;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Locale;

/** Numbers and foreign text, written for people. */
final class Text {

  private static final int EXCERPT_LENGTH = 100;

  private Text() {}

  /** The beginning of a text of unknown origin. */
  static String excerpt(String text) {
    return excerpt(text, EXCERPT_LENGTH);
  }

  /**
   * At most {@code length} characters of a text of unknown origin, on one line: without control
   * characters, which a terminal would obey.
   */
  static String excerpt(String text, int length) {
    StringBuilder excerpt = new StringBuilder();
    text.codePoints()
        .limit(length)
        .forEach(c -> excerpt.appendCodePoint(isHarmless(c) ? c : '\uFFFD'));
    return text.codePointCount(0, text.length()) > length
        ? excerpt.append('…').toString()
        : excerpt.toString();
  }

  private static boolean isHarmless(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          codePoint == '\t';
      default -> true;
    };
  }

  /** What an exception says, in words where Java's are only a file's name. */
  static String message(Throwable e) {
    if (e instanceof FileSystemException file && file.getReason() == null) {
      return file.getFile()
          + (e instanceof AccessDeniedException
              ? ": permission denied"
              : e instanceof NoSuchFileException ? ": no such file or folder" : ": " + e);
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  /** {@code 410 Expired: too old resource version}. */
  static String status(StatusEvent status) {
    String reason = status.reason() == null ? "" : " " + status.reason();
    String message = status.message() == null ? "" : ": " + status.message();
    return excerpt(status.code() + reason + message, 2 * EXCERPT_LENGTH);
  }

  static String bytes(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double value = bytes;
    String unit = "B";
    for (String next : new String[] {"kB", "MB", "GB", "TB"}) {
      if (value < 999.95) {
        break;
      }
      value /= 1000;
      unit = next;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, unit);
  }

  static String seconds(Duration duration) {
    long millis = duration.toMillis();
    return millis < 100_000
        ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0)
        : String.format(Locale.ROOT, "%d min %d s", millis / 60_000, millis / 1000 % 60);
  }

  /** {@code 1 event}, {@code 2 events}. */
  static String count(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }
}
