package dev.watchstream.cli.input;

import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.Console;
import dev.watchstream.fixtures.ArrivalTimes;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.RecordingInfo;
import dev.watchstream.timeline.TimeSource;
import dev.watchstream.timeline.Timeline;
import dev.watchstream.timeline.TimelineBuilder;
import java.io.IOException;
import java.time.Duration;

/** Reads a source to its end and makes a timeline of it. */
public final class TimelineReading {

  private TimelineReading() {}

  /**
   * The timeline of all that could be read.
   *
   * @throws CommandException when the stream is bad
   */
  public static Timeline read(Source source, Console console, StreamOptions options)
      throws IOException {
    Recording recording = source.recording();
    RecordingInfo info = recording == null ? RecordingInfo.unknown() : recording.info();
    TimelineBuilder timeline = new TimelineBuilder(source.name(), info);
    ArrivalTimes times = source.arrivalTimes();
    StreamReading.read(
        source,
        console,
        options,
        (event, start, end) -> {
          Duration time = times.of(end);
          if (time != null && timeline.eventCount() == 0) {
            timeline.times(TimeSource.ARRIVAL, info.startedAt());
          }
          timeline.accept(event, start, time);
        });
    if (timeline.isCut()) {
      console
          .err()
          .println(
              "watchstream: warning: "
                  + source.name()
                  + ": only the first "
                  + TimelineBuilder.MAX_CHANGES
                  + " changes of addresses are shown");
    }
    return timeline.build();
  }
}
