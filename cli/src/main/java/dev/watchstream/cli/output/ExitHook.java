package dev.watchstream.cli.output;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is done if the process ends before {@link #close}, by a signal such as Ctrl-C's. */
public final class ExitHook implements AutoCloseable {

  /** How long a command may take to end once it was told to stop. */
  private static final Duration END_LIMIT = Duration.ofSeconds(5);

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

  /**
   * Makes a signal the ordinary end of a command that runs until it is stopped: {@code stop} tells
   * it to end, and the process has the command's own exit code, rather than the 130 or 143 of a JVM
   * that a signal ends.
   */
  public static ExitHook stopping(Console console, Runnable stop) {
    return of(
        () -> {
          stop.run();
          Integer exitCode = ended(console);
          if (exitCode != null) {
            Runtime.getRuntime().halt(exitCode);
          }
        });
  }

  private static @Nullable Integer ended(Console console) {
    try {
      Integer exitCode = console.awaitEnd(END_LIMIT);
      if (exitCode == null) {
        console.say("ended before all was written");
      }
      return exitCode;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
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
