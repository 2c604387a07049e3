package dev.watchstream.cli.live;

import dev.watchstream.cli.output.ExitCode;
import dev.watchstream.cli.output.ExitHook;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The request to end a command that runs until it is stopped: by Ctrl-C, SIGTERM, or the command
 * itself. A JVM that is ended by a signal exits with 130 or 143; for such a command the signal is
 * the normal end, so this makes the exit code 0.
 */
public final class Interruption implements AutoCloseable {
  private static final long MOST_SECONDS = 5;

  private final CountDownLatch wished = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExitHook hook = ExitHook.of(this::exit);

  private Interruption() {}

  /** Installs the shutdown hook that handles signals until {@link #close}. */
  public static Interruption awaited() {
    return new Interruption();
  }

  public void wish() {
    wished.countDown();
  }

  public void await() throws InterruptedException {
    wished.await();
  }

  private void exit() {
    wish();
    try {
      if (over.await(MOST_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(ExitCode.OK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    over.countDown();
    hook.close();
  }
}
