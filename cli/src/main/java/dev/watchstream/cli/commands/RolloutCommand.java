package dev.watchstream.cli.commands;

import dev.watchstream.cli.input.Source;
import dev.watchstream.cli.input.StreamOptions;
import dev.watchstream.cli.input.StreamReading;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.ExitCode;
import dev.watchstream.cli.output.Text;
import dev.watchstream.fixtures.ArrivalTimes;
import dev.watchstream.fixtures.RecordingInfo.Note;
import dev.watchstream.parser.StatusEvent;
import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.parser.rollout.RolloutStep;
import dev.watchstream.parser.rollout.RolloutTracker;
import dev.watchstream.timeline.RolloutView;
import dev.watchstream.timeline.text.TextOutput;
import dev.watchstream.timeline.text.TextTimeline;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE|RECORDING|-",
      defaultValue = Source.STDIN,
      description = Source.DESCRIPTION)
  String source = Source.STDIN;

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

  @Mixin StreamOptions options = new StreamOptions();

  public RolloutCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try (Source in = Source.open(source, console)) {
      RolloutView view = view(in);
      ArrivalTimes times = in.arrivalTimes();
      RolloutTracker tracker = new RolloutTracker();
      boolean isComplete = false;
      try {
        StreamReading.read(
            in,
            console,
            options,
            (event, start, end) -> {
              if (event instanceof StatusEvent status) {
                warn(in, tracker.eventCount(), status);
              }
              RolloutStep step = tracker.accept(event, times.of(end));
              if (step != null && !step.changes().isEmpty()) {
                view.step(step);
              }
              for (Rollout rollout : tracker.takeEnded()) {
                view.rollout(rollout);
              }
            });
        isComplete = true;
      } finally {
        for (Rollout rollout : tracker.underWay()) {
          view.rollout(rollout);
        }
        // Of a stream of which nothing was read it is not true that nothing changed.
        if (isComplete || tracker.eventCount() > 0) {
          view.end();
        }
      }
    }
    return ExitCode.OK;
  }

  /** Without this, a stream that a server refused would look like one in which nothing happened. */
  private void warn(Source in, long eventNumber, StatusEvent status) {
    console
        .err()
        .println(
            in.name() + ": event " + eventNumber + ": the server reports " + Text.status(status));
  }

  private RolloutView view(Source in) throws IOException {
    if (output == Output.JSON) {
      return new RolloutJson(console.out());
    }
    List<Note> shown = notes && in.recording() != null ? in.recording().info().notes() : List.of();
    TextOutput text = console.text();
    return every || in.isLive()
        ? TextTimeline.live(text, shown)
        : TextTimeline.merged(text, shown, all ? Integer.MAX_VALUE : MOST_SERVICES);
  }
}
