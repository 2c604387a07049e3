package dev.watchstream.cli.output;

/**
 * What is known of the terminal. The launcher finds it out and passes it on as system properties: a
 * JVM cannot ask for each of its standard streams whether it is a terminal.
 *
 * @param isIn whether standard input comes from a terminal
 * @param isOut whether standard output goes to a terminal
 * @param isErr whether standard error does
 * @param columns how wide standard output's terminal is
 * @param hasColors whether to use colours: not with {@code NO_COLOR} (no-color.org) or a dumb
 *     terminal
 */
public record Terminal(boolean isIn, boolean isOut, boolean isErr, int columns, boolean hasColors) {

  /** No terminal at all: files and pipes. */
  public static final Terminal NONE = new Terminal(false, false, false, Integer.MAX_VALUE, false);

  private static final int DEFAULT_COLUMNS = 80;

  public static Terminal ofProcess() {
    boolean isOut = Boolean.getBoolean("watchstream.terminal.out");
    String noColor = System.getenv("NO_COLOR");
    boolean isDumb = "dumb".equals(System.getenv("TERM"));
    return new Terminal(
        Boolean.getBoolean("watchstream.terminal.in"),
        isOut,
        Boolean.getBoolean("watchstream.terminal.err"),
        isOut ? columns(System.getProperty("watchstream.terminal.columns", "")) : NONE.columns,
        isOut && !isDumb && (noColor == null || noColor.isEmpty()));
  }

  private static int columns(String property) {
    try {
      return Math.max(20, Integer.parseInt(property));
    } catch (NumberFormatException e) {
      return DEFAULT_COLUMNS;
    }
  }
}
