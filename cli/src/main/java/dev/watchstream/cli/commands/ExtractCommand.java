package dev.watchstream.cli.commands;

import dev.watchstream.cli.input.EventSink;
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
import picocli.CommandLine.Parameters;

/** {@code watchstream extract}. */
@Command(
    description = "Prints the addresses of each event.",
    footer = {
      "",
      "Examples:",
      "  watchstream extract passport-auth",
      "  curl -sN $APISERVER/api/v1/watch/endpoints | watchstream extract --changes -",
      "  watchstream extract --output table fleet-rollout | head"
    })
public final class ExtractCommand implements Callable<Integer> {

  /** The form of the output. */
  enum Output {
    NDJSON,
    /** The same, as kubectl has it. */
    JSON,
    TABLE
  }

  private final Console console;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE|RECORDING|-",
      defaultValue = Source.STDIN,
      description = Source.DESCRIPTION)
  String source = Source.STDIN;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "ndjson|json|table",
      description =
          "One JSON object a line (the default; ndjson and json are the same), or a table.")
  Output output = Output.NDJSON;

  @Option(
      names = "--changes",
      description =
          "Print what each event changed instead of all its addresses: appearedReady,"
              + " appearedNotReady, becameReady, becameNotReady, startedTerminating, gone."
              + " An event that changed no address is left out.")
  boolean changes;

  @Mixin StreamOptions options = new StreamOptions();

  public ExtractCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (changes && output == Output.TABLE) {
      throw CommandException.usage("--changes goes with --output ndjson");
    }
    try (Source in = Source.open(source, console)) {
      StreamReading.read(in, console, options, sink());
    }
    return ExitCode.OK;
  }

  private EventSink sink() throws IOException {
    if (output == Output.TABLE) {
      EventTable table = new EventTable(console);
      return (event, start, end) -> table.write(event);
    }
    EventJson json = new EventJson(console.out());
    if (!changes) {
      return (event, start, end) -> json.write(event);
    }
    RolloutTracker tracker = new RolloutTracker();
    return (event, start, end) -> {
      RolloutStep step = tracker.accept(event);
      if (step == null || !step.changes().isEmpty()) {
        json.writeChanges(event, step);
      }
    };
  }
}
