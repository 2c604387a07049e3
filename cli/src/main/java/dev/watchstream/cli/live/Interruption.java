package dev.watchstream.cli.live;

import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.ExitHook;
import java.util.concurrent.CountDownLatch;

/**
 * The request to end a command that runs until it is stopped: by Ctrl-C, SIGTERM, or the command
 * itself.
 */
public final class Interruption implements AutoCloseable {
  private final CountDownLatch wished = new CountDownLatch(1);
  private final ExitHook hook;

  private Interruption(Console console) {
    hook = ExitHook.stopping(console, this::wish);
  }

  /** Handles signals until {@link #close}. */
  public static Interruption awaited(Console console) {
    return new Interruption(console);
  }

  public void wish() {
    wished.countDown();
  }

  public void await() throws InterruptedException {
    wished.await();
  }

  @Override
  public void close() {
    hook.close();
  }
}
