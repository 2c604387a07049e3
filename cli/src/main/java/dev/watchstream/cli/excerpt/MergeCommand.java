package dev.watchstream.cli.excerpt;

import dev.watchstream.cli.input.Selection;
import dev.watchstream.cli.input.StreamOptions;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.ExitCode;
import dev.watchstream.cli.output.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code watchstream merge}. */
@Command(
    description = {
      "Makes one recording of several, in the order of their times.",
      "Those whose wall clock is not known begin together; those without times follow one another."
    },
    footer = {"", "Example:", "  watchstream merge shop checkout --out both"})
public final class MergeCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(
      arity = "2..*",
      paramLabel = "FILE|RECORDING",
      description = "The files or recordings to merge.")
  List<String> sources = new ArrayList<>();

  @Mixin NewExcerpt out = new NewExcerpt();

  @Mixin StreamOptions options = new StreamOptions();

  public MergeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    List<Excerpt> excerpts = new ArrayList<>();
    for (String source : sources) {
      excerpts.add(Excerpt.of(source, console, options, new Selection()));
    }
    long events = new Splice(excerpts).write(out.path());
    console.say(out.path() + ": " + Text.count(events, "event"));
    return ExitCode.OK;
  }
}
