package dev.watchstream.cli.input;

import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.Console;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.timeline.Timeline;
import dev.watchstream.timeline.TimelineBuilder;
import java.io.IOException;

/** Reads a source and makes a timeline of its selected part. */
public final class TimelineReading {

  private final Source source;
  private final Console console;
  private final StreamOptions options;
  private final Selection selection;
  private final StreamTimes times;
  private final TimelineBuilder builder;

  public TimelineReading(Source source, Console console, StreamOptions options, Selection selection)
      throws IOException {
    this.source = source;
    this.console = console;
    this.options = options;
    this.selection = selection;
    this.times = StreamTimes.of(source, options);
    Recording recording = source.recording();
    this.builder =
        recording == null
            ? new TimelineBuilder(source.name())
            : new TimelineBuilder(recording.name(), recording.info());
    builder.select(selection::has, selection.since() != null);
  }

  /**
   * Reads the source and returns the timeline of the selected part.
   *
   * @throws CommandException when the stream is bad
   */
  public static Timeline read(
      Source source, Console console, StreamOptions options, Selection selection)
      throws IOException {
    TimelineReading reading = new TimelineReading(source, console, options, selection);
    reading.read((event, at) -> reading.builder.accept(event, at.start(), at.time()));
    return reading.timeline();
  }

  /** The timeline in the making. */
  public TimelineBuilder builder() {
    return builder;
  }

  /**
   * Reads to the end of the part.
   *
   * @param sink must hand each event to {@link #builder()}
   * @throws CommandException when the stream is bad
   */
  public void read(EventSink sink) throws IOException {
    Place since = selection.since();
    boolean isCutOff =
        StreamReading.read(
            source,
            console,
            options,
            selection,
            times,
            (event, at) -> {
              if (since != null && !builder.hasBegun() && at.hasBegun()) {
                builder.begin(since.time(times.startedAt()));
              }
              sink.accept(event, at);
            });
    if (isCutOff && selection.until() != null) {
      builder.end(selection.until().time(times.startedAt()));
    }
    if (builder.isCut()) {
      console
          .err()
          .println(
              "watchstream: warning: "
                  + source.name()
                  + ": only the first "
                  + TimelineBuilder.MAX_CHANGES
                  + " changes of addresses are shown; --since and --until choose a part");
    }
  }

  /** The timeline of what was read. */
  public Timeline timeline() {
    builder.times(times.source(), times.startedAt());
    return builder.build();
  }
}
