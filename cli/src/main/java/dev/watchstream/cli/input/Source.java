package dev.watchstream.cli.input;

import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.Text;
import dev.watchstream.fixtures.ArrivalTimes;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.Recordings;
import dev.watchstream.fixtures.input.AnnotatedLog;
import dev.watchstream.fixtures.input.Decompression;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a command's stream comes from: standard input, a file or a recording.
 *
 * @param name for messages
 * @param recording the recording that the bytes belong to; null for standard input
 * @param in the bytes, decompressed
 * @param wayOut the advice for the case that it cannot be read
 */
public record Source(String name, @Nullable Recording recording, CountingInput in, WayOut wayOut)
    implements AutoCloseable {

  /** How {@code FILE|RECORDING|-} is explained in every command's help. */
  public static final String DESCRIPTION =
      "A file (also .gz, .zst), a recording's folder (also as .tar.zst), the name of a shipped recording, or - for"
          + " standard input (the default).";

  public static final String STDIN = "-";

  public static Source open(String nameOrPath, Console console) {
    WayOut wayOut = new WayOut(console.command(), true, nameOrPath);
    if (nameOrPath.equals(STDIN)) {
      return standardInput(console, wayOut);
    }
    Recording recording = openRecording(nameOrPath);
    try {
      return new Source(nameOrPath, recording, new CountingInput(recording.openBody()), wayOut);
    } catch (IOException e) {
      throw CommandException.badStream(Text.message(e));
    }
  }

  private static Source standardInput(Console console, WayOut wayOut) {
    if (console.terminal().isIn()) {
      console
          .err()
          .println(
              "watchstream: reading what is typed, to Ctrl-D; a file or the name of a recording can"
                  + " be given instead");
    }
    try {
      InputStream in = Decompression.of(console.in());
      return new Source("standard input", null, new CountingInput(in), wayOut);
    } catch (IOException e) {
      throw CommandException.badStream("standard input: " + Text.message(e));
    }
  }

  private static Recording openRecording(String nameOrPath) {
    try {
      return Recordings.open(nameOrPath);
    } catch (IOException e) {
      throw CommandException.usage(Text.message(e));
    }
  }

  /**
   * Opens a recording for a command that reads it itself, without the lenient options, after a
   * check of its first bytes.
   *
   * @throws CommandException if those are not of a stream
   */
  public static Recording openStrictly(String nameOrPath, Console console) {
    Recording recording = openRecording(nameOrPath);
    String what;
    try (CountingInput in = new CountingInput(recording.openBody())) {
      in.readHead();
      what = new WayOut(console.command(), false, nameOrPath).ofInput(in.head());
    } catch (IOException e) {
      throw CommandException.usage(Text.message(e));
    }
    if (what != null) {
      throw CommandException.usage(nameOrPath + ": " + what);
    }
    return recording;
  }

  /** Reads the head of the input, for a message about it; ignores a failure. */
  void readHead() {
    try {
      in.readHead();
    } catch (IOException e) {
      // The message uses what was read before.
      return;
    }
  }

  public boolean isLive() {
    return recording == null;
  }

  /** When the bytes arrived; not known for standard input. */
  public ArrivalTimes arrivalTimes() throws IOException {
    return recording == null ? ArrivalTimes.unknown() : ArrivalTimes.of(recording);
  }

  /** How many JSON objects the source has; 0 for standard input, which cannot be read again. */
  long countObjects() {
    if (recording == null) {
      return 0;
    }
    ObjectCounter counter = new ObjectCounter();
    try (InputStream again = recording.openBody()) {
      AnnotatedLog.read(again, counter);
    } catch (IOException e) {
      // It could be read before; the count so far will do.
      return counter.count();
    }
    return counter.count();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
