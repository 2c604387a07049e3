package dev.watchstream.cli.commands;

import dev.watchstream.cli.input.EventSink;
import dev.watchstream.cli.input.Selection;
import dev.watchstream.cli.input.Source;
import dev.watchstream.cli.input.StreamOptions;
import dev.watchstream.cli.input.StreamReading;
import dev.watchstream.cli.input.StreamTimes;
import dev.watchstream.cli.input.TimelineReading;
import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.ExitCode;
import dev.watchstream.cli.output.Text;
import dev.watchstream.fixtures.RecordingInfo.Note;
import dev.watchstream.parser.StatusEvent;
import dev.watchstream.timeline.RolloutView;
import dev.watchstream.timeline.TimeSource;
import dev.watchstream.timeline.text.TextOutput;
import dev.watchstream.timeline.text.TextTimeline;
import dev.watchstream.timeline.text.TimeColumn;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code watchstream rollout}. */
@Command(
    description = {
      "Tells how services were rolled out.",
      "Shows how each went from one pod template to the next; templates are told from the names of"
          + " a Deployment's pods."
    },
    footer = {
      "",
      "Examples:",
      "  watchstream rollout passport-auth",
      "  watchstream rollout --output json fleet-rollout",
      "  watchstream rollout --compare before.ndjson after.ndjson",
      "  curl -sN $APISERVER/api/v1/watch/endpoints | watchstream rollout -"
    })
public final class RolloutCommand implements Callable<Integer> {

  /** The form of the output. */
  enum Output {
    TEXT,
    JSON
  }

  /** Of a stream with more services, only this many are shown in full, unless {@code --all}. */
  private static final int MOST_SERVICES = 20;

  private final Console console;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      description =
          "A timeline (the default), or JSON: a line for each rollout, then for each service, then"
              + " for the stream.")
  Output output = Output.TEXT;

  @Option(
      names = "--every",
      description =
          "One line for every event that changed an address, as it is read; without this, the"
              + " events of a long stream are merged. Standard input is always shown so.")
  boolean every;

  @Option(names = "--notes", description = "Show the recording's notes at their events.")
  boolean notes;

  @Option(names = "--all", description = "Show every service, however many there are.")
  boolean all;

  @Option(
      names = "--offset",
      description = "Say how long after the start something was, not what the wall clock said.")
  boolean offset;

  @Option(
      names = "--floor",
      paramLabel = "ADDRESSES",
      description =
          "List when a service had fewer ready addresses than this (default: 1, so none at all).")
  int floor = 1;

  @Option(
      names = "--compare",
      paramLabel = "RECORDING",
      description = "Show the rollouts of another stream beside these, which come second.")
  @Nullable String compared;

  @Mixin Selection selection = new Selection();

  @Mixin StreamOptions options = new StreamOptions();

  public RolloutCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (floor < 1) {
      throw CommandException.usage("--floor is 1 or more, not " + floor);
    }
    if (compared != null) {
      new RolloutComparison(console, options, selection).compare(compared, output == Output.JSON);
      return ExitCode.OK;
    }
    try (Source in = Source.open(selection.source(), console)) {
      if (output == Output.JSON) {
        json(in);
      } else {
        text(in);
      }
    }
    return ExitCode.OK;
  }

  private void text(Source in) throws IOException {
    StreamTimes times = StreamTimes.of(in, options);
    RolloutText text = new RolloutText(view(in, times), selection, floor);
    boolean isComplete = false;
    try {
      StreamReading.read(in, console, options, selection, times, warning(in, text));
      isComplete = true;
    } finally {
      text.end(isComplete);
    }
  }

  private void json(Source in) throws IOException {
    TimelineReading reading = new TimelineReading(in, console, options, selection);
    TimelineLines lines = new TimelineLines(console.out(), reading.builder(), floor);
    try {
      reading.read(warning(in, lines));
    } finally {
      lines.end(reading.timeline());
    }
  }

  private EventSink warning(Source in, EventSink sink) {
    return (event, at) -> {
      if (event instanceof StatusEvent status && at.hasBegun()) {
        warn(in, at.event(), status);
      }
      sink.accept(event, at);
    };
  }

  /** Reported at once: a refused stream would otherwise look like one in which nothing happened. */
  private void warn(Source in, long eventNumber, StatusEvent status) {
    console
        .err()
        .println(
            in.name() + ": event " + eventNumber + ": the server reports " + Text.status(status));
  }

  private RolloutView view(Source in, StreamTimes times) throws IOException {
    List<Note> shown = notes && in.recording() != null ? in.recording().info().notes() : List.of();
    TextOutput text = console.text();
    TimeColumn column =
        offset
            ? TimeColumn.offsets()
            : TimeColumn.clock(times::startedAt, () -> times.source() == TimeSource.TRIGGER);
    return every || in.isLive()
        ? TextTimeline.live(text, column, shown)
        : TextTimeline.merged(text, column, shown, all ? Integer.MAX_VALUE : MOST_SERVICES);
  }
}
