package dev.watchstream.cli.output;

/** What is done if the process ends before {@link #close}, by a signal such as Ctrl-C's. */
public final class ExitHook implements AutoCloseable {

  private final Thread thread;

  private ExitHook(Thread thread) {
    this.thread = thread;
  }

  /** The action runs on a thread of its own, while the process's others still run. */
  public static ExitHook of(Runnable action) {
    Thread thread = new Thread(action, "exit hook");
    Runtime.getRuntime().addShutdownHook(thread);
    return new ExitHook(thread);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(thread);
    } catch (IllegalStateException e) {
      // The process is ending: the hook runs, or has run.
      return;
    }
  }
}
