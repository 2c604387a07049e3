package dev.watchstream.cli.output;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The folder of a recording to make: the same for every command that makes one as it reads. */
public final class NewRecording {

  @Option(
      names = "--out",
      required = true,
      paramLabel = "RECORDING",
      description = "The folder to make; it must not exist, or be empty.")
  Path folder = Path.of("");

  public Path folder() {
    return folder;
  }
}
