package dev.watchstream.cli.commands;

import dev.watchstream.cli.input.EventSink;
import dev.watchstream.cli.input.Selection;
import dev.watchstream.cli.input.Source;
import dev.watchstream.cli.input.StreamOptions;
import dev.watchstream.cli.input.StreamReading;
import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.EventJson;
import dev.watchstream.cli.output.EventTable;
import dev.watchstream.cli.output.ExitCode;
import dev.watchstream.parser.rollout.RolloutStep;
import dev.watchstream.parser.rollout.RolloutTracker;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code watchstream extract}. */
@Command(
    description = "Prints the addresses of each event.",
    footer = {
      "",
      "Examples:",
      "  watchstream extract passport-auth",
      "  curl -sN $APISERVER/api/v1/watch/endpoints | watchstream extract --changes -",
      "  watchstream extract --output table fleet-rollout | head",
      "  watchstream extract cluster.ndjson web/shop --since +2m --until +5m --output csv"
    })
public final class ExtractCommand implements Callable<Integer> {

  /** The form of the output. */
  enum Output {
    NDJSON,
    /** The same as NDJSON, under kubectl's name for it. */
    JSON,
    TABLE,
    /** One row for each change of an address. */
    CSV
  }

  private final Console console;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "ndjson|json|table|csv",
      description =
          "One JSON object a line (the default; ndjson and json are the same), a table, or CSV with"
              + " a row for each change of an address.")
  Output output = Output.NDJSON;

  @Option(
      names = "--changes",
      description =
          "Print what each event changed instead of all its addresses: appearedReady,"
              + " appearedNotReady, becameReady, becameNotReady, startedTerminating, gone."
              + " An event that changed no address is left out.")
  boolean changes;

  @Mixin Selection selection = new Selection();

  @Mixin StreamOptions options = new StreamOptions();

  public ExtractCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (changes && output == Output.TABLE) {
      throw CommandException.usage("--changes goes with --output ndjson");
    }
    try (Source in = Source.open(selection.source(), console)) {
      StreamReading.read(in, console, options, selection, sink());
    }
    return ExitCode.OK;
  }

  private EventSink sink() throws IOException {
    if (output == Output.TABLE) {
      EventTable table = new EventTable(console);
      return selected((event, at) -> table.write(event, at.time(), at.instant()));
    }
    if (output == Output.CSV) {
      return new ChangesCsv(console);
    }
    EventJson json = new EventJson(console.out());
    if (!changes) {
      return selected((event, at) -> json.write(event, at.time(), at.instant()));
    }
    RolloutTracker tracker = new RolloutTracker();
    return (event, at) -> {
      RolloutStep step = tracker.accept(event, at.time());
      if (at.isSelected() && (step == null || !step.changes().isEmpty())) {
        json.writeChanges(event, step, at.time(), at.instant());
      }
    };
  }

  private static EventSink selected(EventSink sink) {
    return (event, at) -> {
      if (at.isSelected()) {
        sink.accept(event, at);
      }
    };
  }
}
