package dev.watchstream.cli.output;

import java.io.IOException;

/** Writing to standard output failed. */
public final class OutputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean isClosedPipe;

  OutputException(IOException cause) {
    super("cannot write to standard output: " + Text.message(cause), cause);
    isClosedPipe = Text.message(cause).contains("Broken pipe");
  }

  /** Whether the reader of a pipe has ended, as {@code head} does early: that is not a failure. */
  public boolean isClosedPipe() {
    return isClosedPipe;
  }
}
