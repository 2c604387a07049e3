package dev.watchstream.cli.output;

import dev.watchstream.parser.StatusEvent;
import dev.watchstream.timeline.text.Words;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Locale;

/** Formats numbers and text of unknown origin for messages. */
public final class Text {

  private static final int EXCERPT_LENGTH = 100;

  private Text() {}

  /** The beginning of a text of unknown origin, harmless to a terminal. */
  public static String excerpt(String text) {
    return Words.excerpt(text);
  }

  /** At most {@code length} characters of a text of unknown origin, harmless to a terminal. */
  public static String excerpt(String text, int length) {
    return Words.excerpt(text, length);
  }

  /**
   * At most {@code length} characters: a longer text is cut in the middle, as names often differ at
   * the end.
   */
  public static String shortened(String text, int length) {
    return Words.shortened(text, length);
  }

  /**
   * The message of an exception; for file errors whose message is only the file's name, with the
   * reason.
   */
  public static String message(Throwable e) {
    if (e instanceof FileSystemException file && file.getReason() == null) {
      return file.getFile()
          + (e instanceof AccessDeniedException
              ? ": permission denied"
              : e instanceof NoSuchFileException ? ": no such file or folder" : ": " + e);
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  /** {@code 410 Expired: too old resource version}. */
  public static String status(StatusEvent status) {
    String reason = status.reason() == null ? "" : " " + status.reason();
    String message = status.message() == null ? "" : ": " + status.message();
    return excerpt(status.code() + reason + message, 2 * EXCERPT_LENGTH);
  }

  public static String bytes(long bytes) {
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

  public static String seconds(Duration duration) {
    return Words.seconds(duration);
  }

  /** {@code 1 event}, {@code 2 events}. */
  public static String count(long count, String noun) {
    return Words.count(count, noun);
  }
}
