package dev.watchstream.cli.output;

import dev.watchstream.timeline.text.TextOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The streams that a command reads from and writes to. A failure to write to standard output is
 * never hidden: it is thrown as an {@link OutputException}.
 */
public final class Console {

  private static final int BUFFER_BYTES = 64 << 10;

  private final InputStream in;
  private final OutputStream out;
  private final PrintStream err;
  private final Terminal terminal;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile int exitCode;
  private String command = "extract";

  public Console(InputStream in, OutputStream out, PrintStream err, Terminal terminal) {
    this.in = in;
    this.out = new GuardedOutput(new BufferedOutputStream(out, BUFFER_BYTES));
    this.err = err;
    this.terminal = terminal;
  }

  public InputStream in() {
    return in;
  }

  /**
   * Standard output; buffered, see {@link #flush}.
   *
   * @see OutputException what it throws
   */
  public OutputStream out() {
    return out;
  }

  public PrintStream err() {
    return err;
  }

  /** Prints a line on standard error, apart from the output. */
  public void say(String line) {
    err.println("watchstream: " + line);
  }

  public Terminal terminal() {
    return terminal;
  }

  /** Standard output for what the timelines draw. */
  public TextOutput text() {
    return new TextOutput(terminal.columns(), terminal.hasColors(), this::println);
  }

  /** The name of the command that runs. */
  public String command() {
    return command;
  }

  public void runs(String newCommand) {
    command = newCommand;
  }

  /** Says that the command is over, with all its output, and which exit code it has. */
  public void ended(int code) {
    exitCode = code;
    ended.countDown();
  }

  /** The exit code of the command once it is over; null if it is not within the limit. */
  @Nullable Integer awaitEnd(Duration limit) throws InterruptedException {
    return ended.await(limit.toMillis(), TimeUnit.MILLISECONDS) ? exitCode : null;
  }

  public void println(String line) {
    print(line + "\n");
  }

  public void print(String text) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError("thrown as an OutputException", e);
    }
  }

  public void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw new AssertionError("thrown as an OutputException", e);
    }
  }

  /**
   * Throws an OutputException for a failure to write, to tell it from a failure to read: both are
   * IOExceptions. Throws once; what is printed after that is discarded.
   */
  private static final class GuardedOutput extends OutputStream {

    private final OutputStream out;
    private boolean failed;

    GuardedOutput(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      if (!failed) {
        try {
          out.write(bytes, offset, length);
        } catch (IOException e) {
          throw fail(e);
        }
      }
    }

    @Override
    public void flush() {
      if (!failed) {
        try {
          out.flush();
        } catch (IOException e) {
          throw fail(e);
        }
      }
    }

    private OutputException fail(IOException e) {
      failed = true;
      return new OutputException(e);
    }
  }
}
