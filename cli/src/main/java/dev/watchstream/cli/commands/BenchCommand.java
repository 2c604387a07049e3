package dev.watchstream.cli.commands;

import dev.watchstream.cli.output.CommandException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code watchstream bench}, for its help only: the launcher runs it from a jar of its own. */
@Command(
    description = {
      "Measures all parsers on this machine, after a gate that proves that they agree.",
      "The first call builds the benchmarks. benchmarks/README.md has all options; --gate is for"
          + " before a release."
    },
    footer = {"", "Example:", "  watchstream bench"})
public final class BenchCommand implements Callable<Integer> {

  @Unmatched String[] options = {};

  @Override
  public Integer call() {
    throw CommandException.usage(
        "the benchmarks are not part of this: ./watchstream bench runs them in a clone");
  }
}
