package dev.watchstream.timeline.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A row of comma-separated values as RFC 4180 has them, but with plain line feeds. */
public final class CsvLine {

  private CsvLine() {}

  /** A row without its line break; null becomes an empty cell, a Duration its seconds. */
  public static String of(@Nullable Object... cells) {
    return String.join(",", Arrays.stream(cells).map(CsvLine::cell).toList());
  }

  private static String cell(@Nullable Object value) {
    String text =
        value instanceof Duration time ? seconds(time) : value == null ? "" : value.toString();
    boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** The seconds of a duration, exactly: a binary fraction would not be exact. */
  public static String seconds(Duration time) {
    return BigDecimal.valueOf(time.toNanos(), 9).stripTrailingZeros().toPlainString();
  }
}
