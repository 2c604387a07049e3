package dev.watchstream.cli.excerpt;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where an excerpt goes: a recording in a folder or in one file. */
final class NewExcerpt {

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      required = true,
      description =
          "The new recording: a folder that does not exist yet, or is empty; or one file, whose name"
              + " ends in .tar.zst.")
  private Path path = Path.of("");

  Path path() {
    return path;
  }
}
