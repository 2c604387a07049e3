package dev.watchstream.cli.live;

import java.io.IOError;
import java.io.IOException;
import java.util.function.Consumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;

/** The terminal of the process in raw mode: its size, and its keys, without echo. */
public final class KeyboardScreen implements LiveTable.Screen, AutoCloseable {

  /** How long after an escape the rest of a key's sequence may take, in milliseconds. */
  private static final long SEQUENCE_MILLIS = 50;

  /** The first of the characters that end a sequence (ECMA-48, 5.4). */
  private static final char FIRST_FINAL = '@';

  private static final int DEFAULT_COLUMNS = 80;
  private static final int DEFAULT_ROWS = 24;

  private final Terminal terminal;
  private final Attributes before;
  private volatile Size size = new Size(DEFAULT_COLUMNS, DEFAULT_ROWS);

  private KeyboardScreen(Terminal terminal) {
    this.terminal = terminal;
    this.before = terminal.enterRawMode();
  }

  public static KeyboardScreen open() throws IOException {
    // No native signals: with them JLine would let Ctrl-C kill the process before it has tidied up.
    return new KeyboardScreen(
        TerminalBuilder.builder().system(true).dumb(false).nativeSignals(false).build());
  }

  @Override
  public boolean hasKeys() {
    return true;
  }

  @Override
  public int columns() {
    return size().getColumns();
  }

  @Override
  public int rows() {
    return size().getRows();
  }

  private Size size() {
    try {
      Size now = terminal.getSize();
      if (now.getColumns() > 0 && now.getRows() > 0) {
        size = now;
      }
    } catch (IOError e) {
      // JLine asks a child process, which Ctrl-C ends too; the last known size will do.
      return size;
    }
    return size;
  }

  /**
   * Calls {@code resized} when the size changes, and hands each key to {@code keys} on a daemon
   * thread.
   */
  public void listen(Runnable resized, Consumer<Key> keys) {
    terminal.handle(Terminal.Signal.WINCH, signal -> resized.run());
    Thread thread = new Thread(() -> read(keys), "keys");
    thread.setDaemon(true);
    thread.start();
  }

  private void read(Consumer<Key> keys) {
    NonBlockingReader reader = terminal.reader();
    try {
      for (int read = reader.read(); read >= 0; read = reader.read()) {
        keys.accept(key(reader, read));
      }
    } catch (IOException e) {
      // The terminal is gone, or this is closed: no more keys.
      return;
    }
  }

  private static Key key(NonBlockingReader reader, int first) throws IOException {
    return switch (first) {
      case 27 -> escaped(reader);
      case 8, 127 -> Key.of(Key.What.BACKSPACE);
      case 10, 13 -> Key.of(Key.What.ENTER);
      default -> new Key(Key.What.TEXT, Character.toString(first));
    };
  }

  /** The escape sequences of VT220 and xterm; anything else counts as the escape key. */
  private static Key escaped(NonBlockingReader reader) throws IOException {
    int second = reader.read(SEQUENCE_MILLIS);
    if (second != '[' && second != 'O') {
      return Key.of(Key.What.ESCAPE);
    }
    int third = reader.read(SEQUENCE_MILLIS);
    return switch (third) {
      case 'A' -> Key.of(Key.What.UP);
      case 'B' -> Key.of(Key.What.DOWN);
      case 'H' -> Key.of(Key.What.HOME);
      case 'F' -> Key.of(Key.What.END);
      case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> numbered(reader, third);
      default -> Key.of(Key.What.ESCAPE);
    };
  }

  /** A sequence whose number says which key it is, without or with modifiers behind it. */
  private static Key numbered(NonBlockingReader reader, int first) throws IOException {
    boolean isLonger = false;
    int c = reader.read(SEQUENCE_MILLIS);
    while (c >= 0 && c < FIRST_FINAL) {
      isLonger = true;
      c = reader.read(SEQUENCE_MILLIS);
    }
    return switch (isLonger ? 0 : first) {
      case '1', '7' -> Key.of(Key.What.HOME);
      case '4', '8' -> Key.of(Key.What.END);
      case '5' -> Key.of(Key.What.PAGE_UP);
      case '6' -> Key.of(Key.What.PAGE_DOWN);
      default -> new Key(Key.What.TEXT, ""); // Insert, Delete, F5, or with Ctrl
    };
  }

  @Override
  public void close() throws IOException {
    terminal.setAttributes(before);
    terminal.close();
  }
}
