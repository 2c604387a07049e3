package dev.watchstream.cli.output;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
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
  private final ExitHook onInterrupt;
  private volatile boolean isFinished;

  private UnfinishedFile(OutputStream out, Path file, Console console) {
    super(out);
    this.file = file;
    this.console = console;
    this.progress = new Progress(console.err(), console.terminal().isErr(), System::nanoTime);
    this.onInterrupt = ExitHook.of(this::remove);
  }

  /**
   * Makes the file.
   *
   * @throws CommandException if there is one of that name, or none can be made
   */
  public static UnfinishedFile create(Path file, Console console) throws IOException {
    try {
      OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
      return new UnfinishedFile(new BufferedOutputStream(out, 1 << 16), file, console);
    } catch (FileAlreadyExistsException e) {
      throw CommandException.usage(file + " exists; choose another name");
    } catch (FileSystemException e) {
      throw CommandException.usage("cannot make " + Text.message(e));
    }
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
    onInterrupt.close();
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
