package dev.watchstream.cli.output;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how far a long input has been read, in one line on standard error that is overwritten. Only
 * where standard error is a terminal and standard output is not, as both would mix there. Not safe
 * for use by several threads.
 */
public final class Progress {

  /** Short inputs are done before a user wonders. */
  private static final long FIRST_AFTER_NANOS = 1_000_000_000L;

  private static final long EVERY_NANOS = 250_000_000L;

  private final PrintStream err;
  private final boolean isShown;
  private final LongSupplier nanoClock;
  private final long start;
  private long nextAt;
  private long bytes;
  private boolean wasShown;

  public Progress(PrintStream err, boolean isShown, LongSupplier nanoClock) {
    this.err = err;
    this.isShown = isShown;
    this.nanoClock = nanoClock;
    this.start = nanoClock.getAsLong();
    this.nextAt = start + FIRST_AFTER_NANOS;
  }

  public static Progress on(Console console) {
    Terminal terminal = console.terminal();
    return new Progress(console.err(), terminal.isErr() && !terminal.isOut(), System::nanoTime);
  }

  public void add(long newBytes, long events) {
    bytes += newBytes;
    if (!isShown) {
      return;
    }
    long now = nanoClock.getAsLong();
    if (now - nextAt >= 0) {
      nextAt = now + EVERY_NANOS;
      wasShown = true;
      double seconds = (now - start) / 1e9;
      err.printf(
          Locale.ROOT,
          "\r%s%s, %s/s \033[K",
          Text.bytes(bytes),
          events > 0 ? String.format(Locale.ROOT, ", %,d events", events) : "",
          Text.bytes((long) (bytes / seconds)));
      err.flush();
    }
  }

  /** Removes the line. */
  public void done() {
    if (wasShown) {
      err.print("\r\033[K");
      err.flush();
    }
  }
}
