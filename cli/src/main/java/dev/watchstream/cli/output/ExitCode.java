package dev.watchstream.cli.output;

/** The exit codes. Scripts rely on them. */
public final class ExitCode {

  public static final int OK = 0;

  /** The stream was bad, or reading or writing failed; everything before that was printed. */
  public static final int BAD_STREAM = 1;

  /** The command line was wrong, or names something that is not there. */
  public static final int USAGE = 2;

  private ExitCode() {}
}
