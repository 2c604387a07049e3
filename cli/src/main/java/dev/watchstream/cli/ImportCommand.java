package dev.watchstream.cli;

import dev.watchstream.fixtures.LogImport;
import dev.watchstream.fixtures.RecordingException;
import dev.watchstream.fixtures.RecordingInfo;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code watchstream import}. */
@Command(
    description = {
      "Makes a recording of a log with remarks.",
      "The JSON objects in the log become the recording's body, byte for byte; the text between"
          + " them becomes notes at their events."
    },
    footer = {"", "Example:", "  watchstream import upgrade.txt -o upgrade"})
final class ImportCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "LOG|-", description = "The log, or - for standard input.")
  String log = Source.STDIN;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "RECORDING",
      description = "The folder to make; it must not exist, or be empty.")
  Path recording = Path.of("");

  ImportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try (InputStream in = open()) {
      LogImport.Counts counts = importLog(in);
      if (counts.tooLong() > 0) {
        console
            .err()
            .println(
                "watchstream: left out " + Text.count(counts.tooLong(), "object") + " too long");
      }
      console.println(
          recording
              + ": "
              + Text.count(counts.objects(), "object")
              + ", "
              + Text.count(counts.remarks(), "note"));
    }
    return ExitCode.OK;
  }

  private LogImport.Counts importLog(InputStream in) throws IOException {
    try {
      return LogImport.importLog(in, recording, RecordingInfo.unknown());
    } catch (RecordingException | FileSystemException e) {
      throw CommandException.usage("cannot make " + recording + ": " + Text.message(e));
    }
  }

  private InputStream open() {
    if (log.equals(Source.STDIN)) {
      return console.in();
    }
    if (Files.isDirectory(Path.of(log))) {
      throw CommandException.usage(log + ": is a folder; give the file of a log");
    }
    try {
      return new BufferedInputStream(Files.newInputStream(Path.of(log)));
    } catch (IOException e) {
      throw CommandException.usage(Text.message(e));
    }
  }
}
