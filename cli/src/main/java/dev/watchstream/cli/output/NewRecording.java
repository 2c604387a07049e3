package dev.watchstream.cli.output;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The folder of a recording to make, shared by the commands that write it while they read. */
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
