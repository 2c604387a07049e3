package dev.watchstream.replay.time;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time as it is written in faults and to the control endpoints: {@code 200ms}, {@code 5s}. */
public final class TimeText {
  private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m)");

  private TimeText() {}

  /**
   * Reads {@code 200ms}, {@code 5s} or {@code 2m}.
   *
   * @throws IllegalArgumentException if it is no time, saying what is one
   */
  public static Duration parse(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a time is a number with ms, s or m, such as 5s, not \"" + text + "\"");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      default -> Duration.ofMinutes(amount);
    };
  }

  /** To the millisecond. */
  public static String of(Duration time) {
    return time.toMillisPart() == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }
}
