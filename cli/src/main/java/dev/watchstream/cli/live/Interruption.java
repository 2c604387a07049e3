package dev.watchstream.cli.live;

import dev.watchstream.cli.output.ExitCode;
import dev.watchstream.cli.output.ExitHook;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish that a command that runs on and on shall end: Ctrl-C, SIGTERM, or the command's own. A
 * JVM that is told by a signal would exit with 143 or 130, whatever the command made of it; for a
 * command whose only end this is, it is no failure.
 */
public final class Interruption implements AutoCloseable {
  private static final long MOST_SECONDS = 5;

  private final CountDownLatch wished = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExitHook hook = ExitHook.of(this::exit);

  private Interruption() {}

  /** From here to {@link #close}, in which the command ends in order, signals are ours. */
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
