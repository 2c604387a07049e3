package dev.watchstream.cli.output;

import dev.watchstream.parser.WatchStreamException;
import org.jspecify.annotations.Nullable;

/** Ends a command, with one line on standard error and an exit code. */
public final class CommandException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandException(String message, @Nullable Throwable cause, int exitCode) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The stream was bad; everything before the bad place was printed. */
  public static CommandException badStream(String message) {
    return new CommandException(message, null, ExitCode.BAD_STREAM);
  }

  /** The same, with the place that the cause names. */
  public static CommandException badStream(String message, WatchStreamException cause) {
    return new CommandException(message, cause, ExitCode.BAD_STREAM);
  }

  /** What was asked for does not make sense, or is not there. */
  public static CommandException usage(String message) {
    return new CommandException(message, null, ExitCode.USAGE);
  }

  public int exitCode() {
    return exitCode;
  }
}
