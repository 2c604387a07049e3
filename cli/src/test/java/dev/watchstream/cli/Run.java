package dev.watchstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/** What a command line printed and how it ended. */
record Run(int exitCode, String out, String err) {

  static Run of(String... args) {
    return withInput(new byte[0], args);
  }

  /** The lines that a command prints, which must succeed without a message. */
  static List<String> linesOf(String... args) {
    Run run = of(args);
    assertThat(run.err).isEmpty();
    assertThat(run.exitCode).isZero();
    return run.lines();
  }

  static Run withInput(String in, String... args) {
    return withInput(in.getBytes(UTF_8), args);
  }

  static Run withInput(byte[] in, String... args) {
    return withInput(new ByteArrayInputStream(in), args);
  }

  static Run withInput(InputStream in, String... args) {
    return on(Terminal.NONE, in, args);
  }

  static Run on(Terminal terminal, InputStream in, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Run run = to(out, terminal, in, args);
    return new Run(run.exitCode, out.toString(UTF_8), run.err);
  }

  /** Prints to the given stream; {@link #out()} is empty. */
  static Run to(OutputStream out, Terminal terminal, InputStream in, String... args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream errStream = new PrintStream(err, true, UTF_8);
    int exitCode = Watchstream.run(new Console(in, out, errStream, terminal), args);
    return new Run(exitCode, "", err.toString(UTF_8));
  }

  List<String> lines() {
    return out.lines().toList();
  }

  List<String> errLines() {
    return err.lines().toList();
  }
}
