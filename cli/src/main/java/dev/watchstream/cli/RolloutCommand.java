package dev.watchstream.cli;

import dev.watchstream.fixtures.RecordingInfo.Note;
import dev.watchstream.parser.Rollout;
import dev.watchstream.parser.RolloutStep;
import dev.watchstream.parser.RolloutTracker;
import dev.watchstream.parser.ServiceName;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
final class RolloutCommand implements Callable<Integer> {

  /** The form of the output. */
  enum Output {
    TEXT,
    JSON
  }

  /** Of a stream with more services only these are told in full. */
  private static final int MOST_SERVICES = 20;

  private final Console console;
  private final Map<ServiceName, Timeline> timelines = new LinkedHashMap<>();
  private final RolloutTracker tracker = new RolloutTracker();

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

  RolloutCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try (Source in = Source.open(source, console)) {
      if (output == Output.JSON) {
        writeJson(in);
      } else if (every || in.isLive()) {
        printAsItComes(in);
      } else {
        printWhenRead(in);
      }
    }
    return ExitCode.OK;
  }

  private void writeJson(Source in) throws IOException {
    RolloutJson json = new RolloutJson(console.out());
    try {
      StreamReading.read(
          in,
          console,
          options,
          (event, start, end) -> {
            tracker.accept(event);
            for (Rollout rollout : tracker.takeEnded()) {
              json.write(rollout);
            }
          });
    } finally {
      for (Rollout rollout : tracker.underWay()) {
        json.write(rollout);
      }
    }
  }

  private void printAsItComes(Source in) throws IOException {
    TimelinePrinter printer = new TimelinePrinter(console, notesOf(in));
    ArrivalTimes times = ArrivalTimes.of(in);
    boolean[] hasSteps = {false};
    try {
      StreamReading.read(
          in,
          console,
          options,
          (event, start, end) -> {
            RolloutStep step = tracker.accept(event, times.of(end));
            if (step != null && !step.changes().isEmpty()) {
              TimelineRow row = new TimelineRow(step);
              hasSteps[0] = true;
              printer.row(row, row.total(), TimelinePrinter.Widths.OF_A_STREAM, step.service());
            }
            tracker.takeEnded().forEach(printer::rollout);
          });
    } finally {
      printer.notesBefore(Long.MAX_VALUE);
      tracker.underWay().forEach(printer::rollout);
      if (!hasSteps[0]) {
        printer.line("no event changed an address");
      }
    }
  }

  private void printWhenRead(Source in) throws IOException {
    ArrivalTimes times = ArrivalTimes.of(in);
    try {
      StreamReading.read(
          in,
          console,
          options,
          (event, start, end) -> {
            RolloutStep step = tracker.accept(event, times.of(end));
            if (step != null && !step.changes().isEmpty()) {
              timeline(step.service()).add(new TimelineRow(step));
            }
            keep(tracker.takeEnded());
          });
    } finally {
      keep(tracker.underWay());
      print(new TimelinePrinter(console, notesOf(in)));
    }
  }

  private void keep(List<Rollout> rollouts) {
    for (Rollout rollout : rollouts) {
      timeline(rollout.service()).add(rollout);
    }
  }

  private Timeline timeline(ServiceName service) {
    return timelines.computeIfAbsent(service, s -> new Timeline());
  }

  private void print(TimelinePrinter printer) {
    int left = all ? Integer.MAX_VALUE : MOST_SERVICES;
    for (Map.Entry<ServiceName, Timeline> entry : timelines.entrySet()) {
      if (left-- == 0) {
        break;
      }
      print(printer, entry.getKey(), entry.getValue());
    }
    printer.notesBefore(Long.MAX_VALUE);
    if (timelines.isEmpty()) {
      printer.line("no event changed an address");
    } else if (left < 0) {
      printer.line("and " + (timelines.size() - MOST_SERVICES) + " more services: see --all");
    }
  }

  private void print(TimelinePrinter printer, ServiceName service, Timeline timeline) {
    if (timelines.size() > 1) {
      printer.header(service);
    }
    List<TimelineRow> rows = timeline.rows();
    int widest = rows.stream().mapToInt(TimelineRow::total).max().orElse(0);
    TimelinePrinter.Widths widths = TimelinePrinter.Widths.of(rows);
    for (TimelineRow row : rows) {
      printer.row(row, widest, widths, null);
    }
    timeline.rollouts().forEach(printer::rollout);
    if (timeline.rollouts().isEmpty()) {
      printer.noRollout(service, timeline.events());
    }
  }

  private List<Note> notesOf(Source in) {
    return notes && in.recording() != null ? in.recording().info().notes() : List.of();
  }
}
