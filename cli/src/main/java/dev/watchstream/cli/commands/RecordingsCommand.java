package dev.watchstream.cli.commands;

import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.ExitCode;
import dev.watchstream.cli.output.Text;
import dev.watchstream.fixtures.Chunk;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.RecordingInfo.Request;
import dev.watchstream.fixtures.Recordings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code watchstream recordings}. */
@Command(
    description = {
      "Lists the shipped recordings.",
      "Their names can stand for a file in every command."
    },
    footer = {"", "Example:", "  watchstream recordings"})
public final class RecordingsCommand implements Callable<Integer> {

  private static final String FORMAT = "%-32s  %9s  %10s  %s";

  private final Console console;

  public RecordingsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    console.println(String.format(Locale.ROOT, FORMAT, "NAME", "SIZE", "DURATION", "REQUEST"));
    for (String name : Recordings.names()) {
      console.println(line(Recordings.open(name)));
    }
    return ExitCode.OK;
  }

  private static String line(Recording recording) throws IOException {
    List<Chunk> chunks = recording.chunks();
    long bytes = chunks.stream().mapToLong(Chunk::length).sum();
    String duration = "-";
    if (chunks.isEmpty()) {
      try (InputStream body = recording.openBody()) {
        bytes = body.transferTo(OutputStream.nullOutputStream());
      }
    } else {
      duration = Text.seconds(Duration.ofNanos(chunks.get(chunks.size() - 1).offsetNanos()));
    }
    Request request = recording.info().request();
    String path = request == null ? "" : request.method() + " " + request.path();
    return String.format(Locale.ROOT, FORMAT, recording.name(), Text.bytes(bytes), duration, path)
        .stripTrailing();
  }
}
