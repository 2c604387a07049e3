package dev.watchstream.cli.output;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A new file that takes long to write. Its progress is shown on a terminal. If an error or Ctrl-C
 * interrupts it, the file is removed, with a message.
 */
public final class UnfinishedFile extends FilterOutputStream {

  private final Path file;
  private final Console console;
  private final Progress progress;
  private final Thread onInterrupt = new Thread(this::remove, "unfinished file");
  private volatile boolean isFinished;

  private UnfinishedFile(OutputStream out, Path file, Console console) {
    super(out);
    this.file = file;
    this.console = console;
    this.progress = new Progress(console.err(), console.terminal().isErr(), System::nanoTime);
  }

  public static UnfinishedFile create(Path file, Console console) throws IOException {
    OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
    UnfinishedFile unfinished =
        new UnfinishedFile(new BufferedOutputStream(out, 1 << 16), file, console);
    Runtime.getRuntime().addShutdownHook(unfinished.onInterrupt);
    return unfinished;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    progress.add(length, 0);
  }

  /** Marks the file as complete, so that {@link #close} keeps it. */
  public void finish() throws IOException {
    flush();
    isFinished = true;
  }

  @Override
  public void close() throws IOException {
    progress.done();
    super.close();
    remove();
    try {
      Runtime.getRuntime().removeShutdownHook(onInterrupt);
    } catch (IllegalStateException e) {
      // The hook is running, and removes the file.
      return;
    }
  }

  private void remove() {
    try {
      if (!isFinished && Files.deleteIfExists(file)) {
        console.say("removed " + file + ", which was not finished");
      }
    } catch (IOException e) {
      console.say(file + " is not finished: " + Text.message(e));
    }
  }
}
