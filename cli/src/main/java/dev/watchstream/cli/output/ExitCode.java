package dev.watchstream.cli.output;

/** What the command's exit codes mean. Scripts rely on them. */
public final class ExitCode {

  public static final int OK = 0;

  /** The stream was bad, or could not be read or written on; everything before it was printed. */
  public static final int BAD_STREAM = 1;

  /** The command line was wrong, or names something that is not there. */
  public static final int USAGE = 2;

  private ExitCode() {}
}
