package dev.watchstream.cli;

import dev.watchstream.fixtures.ArrivalTimes;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.Recordings;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where a command's stream comes from: standard input, a file or a recording.
 *
 * @param name for messages
 * @param recording what it is besides its bytes; null for standard input
 * @param in the bytes
 */
record Source(String name, @Nullable Recording recording, CountingInput in)
    implements AutoCloseable {

  /** How {@code FILE|RECORDING|-} is explained in every command's help. */
  static final String DESCRIPTION =
      "A file (also .gz, .zst), a recording's folder, the name of a shipped recording, or - for"
          + " standard input (the default).";

  static final String STDIN = "-";

  static Source open(String nameOrPath, Console console) {
    if (nameOrPath.equals(STDIN)) {
      return new Source("standard input", null, new CountingInput(console.in()));
    }
    Recording recording;
    try {
      recording = Recordings.open(nameOrPath);
    } catch (IOException e) {
      throw CommandException.usage(Text.message(e));
    }
    try {
      return new Source(nameOrPath, recording, new CountingInput(recording.openBody()));
    } catch (IOException e) {
      throw CommandException.badStream(Text.message(e));
    }
  }

  boolean isLive() {
    return recording == null;
  }

  /** When the bytes arrived; of standard input that is not known. */
  ArrivalTimes arrivalTimes() throws IOException {
    return recording == null ? ArrivalTimes.unknown() : ArrivalTimes.of(recording);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
