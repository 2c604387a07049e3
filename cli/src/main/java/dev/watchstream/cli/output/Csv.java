package dev.watchstream.cli.output;

import dev.watchstream.timeline.text.CsvLine;
import org.jspecify.annotations.Nullable;

/** Comma-separated values on standard output. */
public final class Csv {

  private final Console console;

  /** Writes the header row. */
  public Csv(Console console, String... columns) {
    this.console = console;
    row((Object[]) columns);
  }

  /** Writes a row; null is an empty cell, a Duration its seconds. */
  public void row(@Nullable Object... cells) {
    console.println(CsvLine.of(cells));
  }
}
