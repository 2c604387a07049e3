package dev.watchstream.cli.commands;

import dev.watchstream.cli.input.Source;
import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.ExitCode;
import dev.watchstream.cli.output.NewRecording;
import dev.watchstream.cli.output.Text;
import dev.watchstream.client.record.Redaction;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.RecordingWriter;
import dev.watchstream.parser.WatchStreamException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code watchstream redact}. */
@Command(
    description = {
      "Copies a recording with pseudonyms for all that identifies something.",
      "Names, namespaces, nodes, addresses, uids and label values get the same pseudonym wherever"
          + " they stand; annotations, managedFields and notes are left out. Types, versions, times"
          + " and counts stay, and rollouts can still be told."
    },
    footer = {"", "Example:", "  watchstream redact upgrade --out shareable"})
public final class RedactCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "RECORDING", description = "A recording's folder, or a file.")
  String source = "";

  @Mixin NewRecording out = new NewRecording();

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description =
          "16 secret bytes or more, which give recordings the same pseudonyms; a key that nobody"
              + " knows unless given.")
  @Nullable Path keyFile;

  public RedactCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Recording recording;
    Redaction redaction;
    try {
      recording = Source.openStrictly(source, console);
      RecordingWriter.requireFree(out.folder());
      redaction =
          keyFile == null ? Redaction.create() : Redaction.withKey(Files.readAllBytes(keyFile));
    } catch (IOException | IllegalArgumentException e) {
      throw CommandException.usage(Text.message(e));
    }
    try {
      redaction.redact(recording, out.folder());
    } catch (WatchStreamException e) {
      throw CommandException.badStream(source + ": " + Text.message(e));
    }
    console.println(out.folder() + ": redacted");
    return ExitCode.OK;
  }
}
