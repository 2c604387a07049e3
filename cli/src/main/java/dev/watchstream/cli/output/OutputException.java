package dev.watchstream.cli.output;

import java.io.IOException;

/** Standard output could not be written. */
public final class OutputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean isClosedPipe;

  OutputException(IOException cause) {
    super("cannot write to standard output: " + Text.message(cause), cause);
    isClosedPipe = Text.message(cause).contains("Broken pipe");
  }

  /** Whether the reader of a pipe has gone, as {@code head} does: that is no failure. */
  public boolean isClosedPipe() {
    return isClosedPipe;
  }
}
