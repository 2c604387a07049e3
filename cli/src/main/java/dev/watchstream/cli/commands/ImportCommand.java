package dev.watchstream.cli.commands;

import dev.watchstream.cli.input.ReadableAgain;
import dev.watchstream.cli.input.Source;
import dev.watchstream.cli.input.WayOut;
import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.ExitCode;
import dev.watchstream.cli.output.NewRecording;
import dev.watchstream.cli.output.Text;
import dev.watchstream.fixtures.LogImport;
import dev.watchstream.fixtures.RecordingException;
import dev.watchstream.fixtures.RecordingInfo;
import dev.watchstream.fixtures.input.Decompression;
import dev.watchstream.fixtures.input.Recognition;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code watchstream import}. */
@Command(
    description = {
      "Makes a recording of a log.",
      "The objects in the log, wherever they stand, become the recording's body, byte for byte; the"
          + " times before them, or in the JSON around them, when they arrived; other text becomes"
          + " notes at its events."
    },
    footer = {"", "Example:", "  watchstream import upgrade.txt --out upgrade"})
public final class ImportCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "LOG|-", description = "The log, or - for standard input.")
  String log = Source.STDIN;

  @Mixin NewRecording out = new NewRecording();

  public ImportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try (InputStream in = open()) {
      byte[] head = head(in);
      String what = new WayOut("import - --out NEW", true, log).ofInput(head);
      Recognition recognition = Recognition.of(head);
      if (what != null && recognition != null && !recognition.lenientHelps()) {
        throw refusal(what);
      }
      LogImport.Counts counts = importLog(in);
      if (counts.objects() == 0) {
        throw refusal(whyNothing(counts, what, head));
      }
      tell(counts);
    }
    return ExitCode.OK;
  }

  /** The log's first bytes; they are read again afterwards. */
  private static byte[] head(InputStream in) throws IOException {
    in.mark(Recognition.HEAD_BYTES);
    byte[] head = in.readNBytes(Recognition.HEAD_BYTES);
    in.reset();
    return head;
  }

  private static String whyNothing(LogImport.Counts counts, @Nullable String what, byte[] head) {
    if (head.length == 0) {
      return "it is empty";
    }
    if (counts.refused() + counts.broken() > 0) {
      return "none of the objects in it can be read: "
          + (counts.refused() > 0 ? "extract --lenient says why" : "they are not whole");
    }
    return what != null
        ? what
        : "no object of a watch in it: \"" + Recognition.beginning(head) + "\"";
  }

  private CommandException refusal(String why) {
    String name = log.equals(Source.STDIN) ? "standard input" : log;
    return CommandException.badStream(name + ": nothing to make a recording of: " + why);
  }

  private void tell(LogImport.Counts counts) {
    if (counts.tooLong() > 0) {
      warn("left out " + Text.count(counts.tooLong(), "object") + " too long");
    }
    if (counts.refused() > 0) {
      warn(
          Text.count(counts.refused(), "unreadable object")
              + " became notes; extract --lenient says why");
    }
    if (counts.broken() > 0) {
      warn(Text.count(counts.broken(), "broken object") + " became notes");
    }
    console.println(
        out.folder()
            + ": "
            + Text.count(counts.objects(), "object")
            + ", "
            + Text.count(counts.notes(), "note")
            + (counts.hasTimes() ? ", with the times of their arrival" : ""));
  }

  private void warn(String warning) {
    console.say(warning);
  }

  private LogImport.Counts importLog(InputStream in) throws IOException {
    try {
      return LogImport.importLog(in, out.folder(), RecordingInfo.unknown(), new ReadableAgain());
    } catch (RecordingException | FileSystemException e) {
      throw CommandException.usage("cannot make " + out.folder() + ": " + Text.message(e));
    }
  }

  private InputStream open() {
    if (!log.equals(Source.STDIN) && Files.isDirectory(Path.of(log))) {
      throw CommandException.usage(log + ": is a folder; give the file of a log");
    }
    try {
      InputStream in = log.equals(Source.STDIN) ? console.in() : Files.newInputStream(Path.of(log));
      return new BufferedInputStream(Decompression.of(in), Recognition.HEAD_BYTES);
    } catch (IOException e) {
      throw CommandException.usage(Text.message(e));
    }
  }
}
