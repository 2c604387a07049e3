package dev.watchstream.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.watchstream.benchmarks.ReleaseGate.Outcome;
import dev.watchstream.benchmarks.ReleaseGate.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code watchstream bench}: whether the parser is correct, and how fast it and its peers are. */
@Command(
    name = "bench",
    description = {
      "Checks that all parsers agree, and measures them.",
      "Without options: a quick look, about five minutes."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:done; with --gate: as good as the baseline",
      "1:with --gate: not as good as the baseline",
      "2:an error",
      "3:with --gate, --write-baseline: void, as the machine was too noisy to tell"
    })
public final class Bench implements Callable<Integer> {

  @ArgGroup private Mode mode = new Mode();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "write BENCHMARKS.md, docs/benchmarks.json and charts to this folder")
  private @Nullable Path out;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      defaultValue = "${sys:watchstream.home:-.}/benchmarks/baseline.json",
      description = "what the gate compares with (default: ${DEFAULT-VALUE})")
  private Path baseline = Path.of("benchmarks", "baseline.json");

  @Option(
      names = "--published",
      paramLabel = "FILE",
      defaultValue = "${sys:watchstream.home:-.}/docs/benchmarks.json",
      description =
          "a full run, whose figures the peers must come near to (default: ${DEFAULT-VALUE})")
  private Path published = Path.of("docs", "benchmarks.json");

  @Option(
      names = "--java25",
      paramLabel = "HOME",
      defaultValue = "${env:JAVA25_HOME}",
      description = "with --full: a second JDK to measure on (default: $JAVA25_HOME)")
  private @Nullable Path java25;

  @Option(
      names = "--inject",
      paramLabel = "FAULT",
      defaultValue = "NONE",
      description = "for testing the gate: spoil our readers by a slowdown or an allocation")
  private Injection injection = Injection.NONE;

  private final PrintStream terminal = utf8(System.out);
  private final Progress progress = new Progress(utf8(System.err));

  /** At most one of them. */
  private static final class Mode {
    @Option(names = "--full", description = "everybody on everything: one to two hours")
    private boolean full;

    @Option(names = "--gate", description = "our readers against the baseline: 10 to 20 minutes")
    private boolean gate;

    @Option(names = "--write-baseline", description = "make this machine's numbers the baseline")
    private boolean writeBaseline;

    @Option(
        names = "--from",
        paramLabel = "JSON",
        description = "measure nothing: write the report of an earlier run's benchmarks.json")
    private @Nullable Path from;
  }

  /** Runs the command and exits with its code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Bench())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (exception, command, parsed) -> {
              if (exception instanceof BenchException
                  || exception instanceof IOException
                  || exception instanceof UncheckedIOException) {
                command.getErr().println("bench: " + inOneLine(exception));
                return CommandLine.ExitCode.USAGE;
              }
              throw exception;
            });
  }

  /**
   * A message of a Java exception is often only a file name, and one of Jackson's has many lines.
   */
  private static String inOneLine(Exception exception) {
    String message = String.valueOf(exception.getMessage()).lines().findFirst().orElse("");
    return exception instanceof BenchException
        ? message
        : exception.getClass().getSimpleName() + ": " + message;
  }

  @Override
  public Integer call() throws IOException {
    if (injection != Injection.NONE && !mode.gate) {
      throw new BenchException("--inject spoils a run on purpose: it goes with --gate only");
    }
    if (out != null) {
      // Fails before an hour of measuring, not after it.
      Files.createDirectories(out);
    }
    if (mode.from != null) {
      publish(new JsonMapper().readValue(Files.readAllBytes(mode.from), Results.class));
      return CommandLine.ExitCode.OK;
    }
    if (mode.gate) {
      return gate();
    }
    if (mode.writeBaseline) {
      return writeBaseline();
    }
    publish(mode.full ? measureAll() : measure(Plan.quick()));
    return CommandLine.ExitCode.OK;
  }

  /** A run with an injection ends as soon as it has failed: it has to prove nothing else. */
  private int gate() throws IOException {
    boolean isSpoiled = injection != Injection.NONE;
    Baseline committed = Baseline.read(baseline);
    Measuring measuring = measuring(Plan.gate());
    Results.Run first =
        measuring.runUntil(
            soFar ->
                isSpoiled
                    && ReleaseGate.overall(
                            ReleaseGate.judge(committed.within(soFar), soFar, here().cpu()))
                        == Outcome.FAIL);
    Results.Run run = measuring.again(first, ReleaseGate.undecided(committed, first, here().cpu()));
    publish(new Results(here(), List.of(run), null));
    return judge(isSpoiled ? committed.within(run) : committed, run).exitCode();
  }

  private Measuring measuring(Plan plan) throws IOException {
    return measuring(plan, Jvm.current());
  }

  private Measuring measuring(Plan plan, Jvm jvm) throws IOException {
    return new Measuring(plan, jvm, injection, progress, Published.read(published, here().cpu()));
  }

  private Outcome judge(Baseline committed, Results.Run run) {
    List<Verdict> verdicts = ReleaseGate.judge(committed, run, here().cpu());
    verdicts.forEach(verdict -> terminal.println(verdict.outcome() + "  " + verdict.what()));
    Outcome outcome = ReleaseGate.overall(verdicts);
    terminal.println();
    terminal.println("the gate says: " + outcome);
    return outcome;
  }

  /** A run that does not pass against itself was too noisy for a baseline. */
  private int writeBaseline() throws IOException {
    Results results = measure(Plan.gate());
    Results.Run run = results.runs().get(0);
    Baseline fresh = Baseline.of(results.environment(), run);
    Outcome outcome = judge(fresh, run);
    if (outcome == Outcome.PASS) {
      fresh.write(baseline);
      progress.say("wrote " + baseline);
    } else {
      progress.say("wrote nothing: try again on a quieter machine");
    }
    return outcome.exitCode();
  }

  private Results measure(Plan plan) throws IOException {
    return new Results(here(), List.of(measuring(plan).run()), null);
  }

  private static Environment here() {
    return Environment.here(Clock.systemUTC());
  }

  private Results measureAll() throws IOException {
    Jvm second = java25 == null ? null : new Jvm(java25);
    if (second != null) {
      progress.say("the second JDK is " + second.version());
    }
    Embedding embedding = new EmbeddingMeasuring(Jvm.current(), progress).run();
    List<Results.Run> runs = new ArrayList<>();
    measureInto(runs, embedding, Plan.full(), Jvm.current());
    if (second != null) {
      measureInto(runs, embedding, Plan.telling(), second);
    }
    return new Results(here(), runs, embedding);
  }

  /** Writes the report after each workload, so that nothing is lost when a later one fails. */
  private void measureInto(List<Results.Run> runs, Embedding embedding, Plan plan, Jvm jvm)
      throws IOException {
    List<Results.Run> before = List.copyOf(runs);
    runs.add(
        measuring(plan, jvm)
            .runUntil(
                soFar -> {
                  List<Results.Run> all = new ArrayList<>(before);
                  all.add(soFar);
                  write(new Results(here(), all, embedding));
                  return false;
                }));
  }

  private void publish(Results results) throws IOException {
    results.runs().forEach(run -> terminal.println(ConsoleTable.of(run)));
    write(results);
  }

  private void write(Results results) throws IOException {
    if (out != null) {
      new Report(results).writeTo(out);
      progress.say("wrote the report to " + out);
    }
  }

  /** In UTF-8 whatever the locale, which in a container is often not set. */
  private static PrintStream utf8(PrintStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }
}
