package dev.watchstream.cli.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether this process may read from its terminal. One that a shell has put into the background
 * ({@code watchstream serve &}) is stopped by the terminal when it tries.
 */
public final class Foreground {
  private static final Path STAT = Path.of("/proc/self/stat");

  // Indices of the fields behind the command's name: state, parent, process group, session,
  // terminal, and the terminal's foreground process group. See proc(5).

  private static final int PROCESS_GROUP = 2;
  private static final int TERMINAL = 4;
  private static final int TERMINAL_GROUP = 5;

  private Foreground() {}

  /** Whether it may; true where the system has no /proc to ask. */
  public static boolean isOurs() {
    try {
      return !Files.exists(STAT) || isOurs(Files.readString(STAT, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return true;
    }
  }

  static boolean isOurs(String stat) {
    // The name, in parentheses, may hold anything.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    return fields.length <= TERMINAL_GROUP
        || fields[TERMINAL].equals("0")
        || fields[PROCESS_GROUP].equals(fields[TERMINAL_GROUP]);
  }
}
