package dev.watchstream.cli.input;

import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.Console;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.RecordingInfo;
import dev.watchstream.timeline.Timeline;
import dev.watchstream.timeline.TimelineBuilder;
import java.io.IOException;

/** Reads a source to its end and makes a timeline of it. */
public final class TimelineReading {

  private TimelineReading() {}

  /**
   * The timeline of the selected part of all that could be read.
   *
   * @throws CommandException when the stream is bad
   */
  public static Timeline read(
      Source source, Console console, StreamOptions options, Selection selection)
      throws IOException {
    Recording recording = source.recording();
    RecordingInfo info = recording == null ? RecordingInfo.unknown() : recording.info();
    TimelineBuilder timeline = new TimelineBuilder(source.name(), info);
    Place since = selection.since();
    timeline.select(selection::has, since != null);
    StreamTimes times = StreamTimes.of(source, options);
    boolean isCutOff =
        StreamReading.read(
            source,
            console,
            options,
            selection,
            times,
            (event, at) -> {
              if (since != null && !timeline.hasBegun() && at.hasBegun()) {
                timeline.begin(since.time(times.startedAt()));
              }
              timeline.accept(event, at.start(), at.time());
            });
    timeline.times(times.source(), times.startedAt());
    if (isCutOff && selection.until() != null) {
      timeline.end(selection.until().time(times.startedAt()));
    }
    if (timeline.isCut()) {
      console
          .err()
          .println(
              "watchstream: warning: "
                  + source.name()
                  + ": only the first "
                  + TimelineBuilder.MAX_CHANGES
                  + " changes of addresses are shown; --since and --until choose a part");
    }
    return timeline.build();
  }
}
