package dev.watchstream.cli;

import dev.watchstream.cli.commands.BenchCommand;
import dev.watchstream.cli.commands.DiffCommand;
import dev.watchstream.cli.commands.ExtractCommand;
import dev.watchstream.cli.commands.GenerateCommand;
import dev.watchstream.cli.commands.ImportCommand;
import dev.watchstream.cli.commands.InspectCommand;
import dev.watchstream.cli.commands.PictureCommand;
import dev.watchstream.cli.commands.PodsCommand;
import dev.watchstream.cli.commands.RecordCommand;
import dev.watchstream.cli.commands.RecordingsCommand;
import dev.watchstream.cli.commands.RedactCommand;
import dev.watchstream.cli.commands.RolloutCommand;
import dev.watchstream.cli.commands.ServeCommand;
import dev.watchstream.cli.commands.WaitCommand;
import dev.watchstream.cli.commands.WatchCommand;
import dev.watchstream.cli.excerpt.CutCommand;
import dev.watchstream.cli.excerpt.MergeCommand;
import dev.watchstream.cli.fleet.FleetCommand;
import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.ErrorReport;
import dev.watchstream.cli.output.ExitCode;
import dev.watchstream.cli.output.OutputException;
import dev.watchstream.cli.reference.CompletionCommand;
import dev.watchstream.cli.reference.ReferenceCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The command line as a whole: its commands, and how their failures are reported. */
@Command(
    name = "watchstream",
    description = "Reads, explains and serves Kubernetes Endpoints watch streams.",
    versionProvider = Watchstream.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Example:",
      "  watchstream rollout passport-auth",
      "",
      "Exit codes: 0 fine, 1 the stream was bad (all before it was printed) or empty, 2 usage."
    })
final class Watchstream {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  boolean version;

  /** For the help only: {@link ErrorReport} reads it from the raw arguments. */
  @Option(
      names = "--errors",
      paramLabel = "text|json",
      scope = CommandLine.ScopeType.INHERIT,
      description =
          "How the line on standard error says why it failed; json: exitCode, message, and event and"
              + " byteOffset where a stream is bad.")
  ErrorReport.Form errors = ErrorReport.Form.TEXT;

  private record Named(String name, Function<Console, Object> make) {}

  /** In the order of the help. */
  private static final List<Named> COMMANDS =
      List.of(
          new Named("extract", ExtractCommand::new),
          new Named("rollout", RolloutCommand::new),
          new Named("picture", PictureCommand::new),
          new Named("pods", PodsCommand::new),
          new Named("fleet", FleetCommand::new),
          new Named("inspect", InspectCommand::new),
          new Named("import", ImportCommand::new),
          new Named("recordings", RecordingsCommand::new),
          new Named("generate", GenerateCommand::new),
          new Named("watch", WatchCommand::new),
          new Named("wait", WaitCommand::new),
          new Named("record", RecordCommand::new),
          new Named("cut", CutCommand::new),
          new Named("merge", MergeCommand::new),
          new Named("redact", RedactCommand::new),
          new Named("diff", DiffCommand::new),
          new Named("serve", ServeCommand::new),
          new Named("bench", console -> new BenchCommand()),
          new Named("completion", console -> new CompletionCommand()),
          new Named("reference", console -> new ReferenceCommand()));

  /** These print something about all other commands, and need them all. */
  private static final Set<String> ABOUT_ALL = Set.of("completion", "reference");

  private Watchstream() {}

  /** Runs one command line and returns its exit code. */
  static int run(Console console, String... typed) {
    String[] args = withoutWords(typed);
    Ansi ansi = console.terminal().hasColors() ? Ansi.ON : Ansi.OFF;
    ErrorReport errors = new ErrorReport(console, args);
    // Printed at the end by our console: picocli's writer would hide a closed pipe.
    StringWriter help = new StringWriter();
    CommandLine commandLine =
        commands(console, args)
            .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
            .setOut(new PrintWriter(help))
            .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionStrategy(parsed -> execute(console, parsed))
            .setExecutionExceptionHandler((e, failed, parsed) -> errors.failed(e))
            .setParameterExceptionHandler((e, wrong) -> errors.wrong(e));
    if (args.length == 0) {
      commandLine.usage(console.err(), ansi);
      return ExitCode.USAGE;
    }
    try {
      int exitCode = commandLine.execute(args);
      commandLine.getOut().flush();
      console.print(help.toString());
      console.flush();
      return exitCode;
    } catch (OutputException e) {
      return errors.failed(e);
    } catch (OutOfMemoryError e) {
      return errors.failed(
          CommandException.badStream(
              "out of memory; WATCHSTREAM_JAVA_OPTS=-Xmx2g gives the JVM 2 GiB, say"));
    }
  }

  /**
   * Other tools have {@code help extract} and {@code version} as commands; here they are options.
   */
  private static String[] withoutWords(String[] typed) {
    if (typed.length > 0 && typed.length <= 2 && typed[0].equals("help")) {
      return typed.length == 1 ? new String[] {"--help"} : new String[] {typed[1], "--help"};
    }
    return typed.length == 1 && typed[0].equals("version") ? new String[] {"--version"} : typed;
  }

  /**
   * All commands, or only the one that is asked for: picocli takes longer to read the annotations
   * of all of them than most commands run.
   */
  private static CommandLine commands(Console console, String... args) {
    String asked = args.length == 0 ? "" : args[0];
    boolean isAlone =
        !ABOUT_ALL.contains(asked)
            && COMMANDS.stream().anyMatch(command -> command.name().equals(asked));
    CommandLine commandLine = new CommandLine(new Watchstream());
    for (Named command : COMMANDS) {
      if (!isAlone || command.name().equals(asked)) {
        commandLine.addSubcommand(command.name(), command.make().apply(console));
      }
    }
    FormerNames.understand(commandLine);
    return commandLine;
  }

  private static int execute(Console console, ParseResult parsed) {
    if (parsed.hasSubcommand()) {
      console.runs(parsed.subcommand().commandSpec().name());
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  /** The project's version, which the build writes into a resource. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      try (InputStream in = Watchstream.class.getResourceAsStream("version.txt")) {
        if (in == null) {
          throw new IllegalStateException("version.txt is not on the class path");
        }
        return new String[] {
          "watchstream " + new String(in.readAllBytes(), StandardCharsets.UTF_8).strip()
        };
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
