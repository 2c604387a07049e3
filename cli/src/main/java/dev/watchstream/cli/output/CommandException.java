package dev.watchstream.cli.output;

/** A command ends here, with one line on standard error and an exit code. */
public final class CommandException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandException(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  /** The stream was bad; everything before was printed. */
  public static CommandException badStream(String message) {
    return new CommandException(message, ExitCode.BAD_STREAM);
  }

  /** What was asked for does not make sense, or is not there. */
  public static CommandException usage(String message) {
    return new CommandException(message, ExitCode.USAGE);
  }

  public int exitCode() {
    return exitCode;
  }
}
