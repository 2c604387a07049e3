package dev.watchstream.cli;

import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The entry of the command {@code watchstream}. */
public final class Main {

  private Main() {}

  /** Runs the command line and ends the JVM with its exit code. */
  public static void main(String[] args) {
    // System.out hides write errors, and so also the broken pipe that says that nobody reads any
    // more.
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    Terminal terminal = Terminal.ofProcess();
    Console console =
        new Console(System.in, new FileOutputStream(FileDescriptor.out), err, terminal);
    int exitCode = Watchstream.run(console, args);
    console.ended(exitCode);
    System.exit(exitCode);
  }
}
