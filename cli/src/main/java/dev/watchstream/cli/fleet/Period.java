package dev.watchstream.cli.fleet;

import dev.watchstream.cli.input.Place;
import dev.watchstream.cli.output.CommandException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The period that is asked for. What began before or ended after it is reported in full. */
final class Period {

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Place.Converter.class,
      description =
          "Only what had not ended before: a time such as 2026-11-22T09:20:30Z, or +2m from the"
              + " beginning of each cluster.")
  @Nullable Place since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = Place.Converter.class,
      description = "Only what had begun before it.")
  @Nullable Place until;

  void check() {
    if (since instanceof Place.AtEvent || until instanceof Place.AtEvent) {
      throw CommandException.usage(
          "--since and --until of a fleet are times, as events are counted in each cluster");
    }
  }

  /**
   * Whether a cluster whose wall clock is {@code zero} at its start, null if unknown, can be
   * compared with it.
   */
  boolean fits(@Nullable Instant zero) {
    return zero != null || !(since instanceof Place.AtInstant || until instanceof Place.AtInstant);
  }

  /**
   * Whether something that began and ended at these offsets from a cluster's start, null if unknown
   * or not yet, overlaps it.
   */
  boolean has(@Nullable Duration start, @Nullable Duration end, @Nullable Instant zero) {
    Duration from = since == null ? null : since.time(zero);
    Duration before = until == null ? null : until.time(zero);
    return (from == null || end == null || end.compareTo(from) >= 0)
        && (before == null || start == null || start.compareTo(before) < 0);
  }
}
