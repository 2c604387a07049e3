package dev.watchstream.cli.commands;

import dev.watchstream.cli.input.Selection;
import dev.watchstream.cli.input.Source;
import dev.watchstream.cli.input.StreamOptions;
import dev.watchstream.cli.input.StreamReading;
import dev.watchstream.cli.input.StreamTimes;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.ExitCode;
import dev.watchstream.cli.output.Text;
import dev.watchstream.fixtures.RecordingInfo.Note;
import dev.watchstream.parser.StatusEvent;
import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.parser.rollout.RolloutStep;
import dev.watchstream.parser.rollout.RolloutTracker;
import dev.watchstream.timeline.RolloutView;
import dev.watchstream.timeline.TimeSource;
import dev.watchstream.timeline.text.TextOutput;
import dev.watchstream.timeline.text.TextTimeline;
import dev.watchstream.timeline.text.TimeColumn;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
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
      "  curl -sN $APISERVER/api/v1/watch/endpoints | watchstream rollout -"
    })
public final class RolloutCommand implements Callable<Integer> {

  /** The form of the output. */
  enum Output {
    TEXT,
    JSON
  }

  /** Of a stream with more services only these are told in full. */
  private static final int MOST_SERVICES = 20;

  private final Console console;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      description = "A timeline (the default), or one JSON object a rollout.")
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

  @Mixin Selection selection = new Selection();

  @Mixin StreamOptions options = new StreamOptions();

  public RolloutCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try (Source in = Source.open(selection.source(), console)) {
      StreamTimes times = StreamTimes.of(in, options);
      RolloutView view = view(in, times);
      RolloutTracker tracker = new RolloutTracker();
      boolean isComplete = false;
      try {
        StreamReading.read(
            in,
            console,
            options,
            selection,
            times,
            (event, at) -> {
              if (event instanceof StatusEvent status && at.hasBegun()) {
                warn(in, at.event(), status);
              }
              RolloutStep step = tracker.accept(event, at.time());
              if (step != null && at.isSelected() && !step.changes().isEmpty()) {
                view.step(step);
              }
              show(view, tracker.takeEnded(), at.hasBegun());
            });
        isComplete = true;
      } finally {
        show(view, tracker.underWay(), true);
        // Of a stream of which nothing was read it is not true that nothing changed.
        if (isComplete || tracker.eventCount() > 0) {
          view.end();
        }
      }
    }
    return ExitCode.OK;
  }

  private void show(RolloutView view, List<Rollout> rollouts, boolean hasBegun) throws IOException {
    for (Rollout rollout : rollouts) {
      if (hasBegun && selection.has(rollout.service())) {
        view.rollout(rollout);
      }
    }
  }

  /** Without this, a stream that a server refused would look like one in which nothing happened. */
  private void warn(Source in, long eventNumber, StatusEvent status) {
    console
        .err()
        .println(
            in.name() + ": event " + eventNumber + ": the server reports " + Text.status(status));
  }

  private RolloutView view(Source in, StreamTimes times) throws IOException {
    if (output == Output.JSON) {
      return new RolloutJson(console.out());
    }
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
