package dev.watchstream.cli.output;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Comma-separated values as RFC 4180 has them, but with plain line feeds. */
public final class Csv {

  private final Console console;

  /** Writes the head. */
  public Csv(Console console, String... columns) {
    this.console = console;
    row((Object[]) columns);
  }

  /** Writes a row; null is an empty cell, a Duration its seconds. */
  public void row(@Nullable Object... cells) {
    console.println(line(cells));
  }

  /** A row without its line's end. */
  public static String line(@Nullable Object... cells) {
    return String.join(",", Arrays.stream(cells).map(Csv::cell).toList());
  }

  private static String cell(@Nullable Object value) {
    String text =
        value instanceof Duration time ? seconds(time) : value == null ? "" : value.toString();
    boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** Exactly: a binary fraction would not be. */
  public static String seconds(Duration time) {
    return BigDecimal.valueOf(time.toNanos(), 9).stripTrailingZeros().toPlainString();
  }
}
