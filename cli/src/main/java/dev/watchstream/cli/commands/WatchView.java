package dev.watchstream.cli.commands;

import dev.watchstream.cli.output.Console;
import dev.watchstream.client.WatchListener;
import java.io.IOException;

/** Shows what a watch reports. A failure to write is thrown as an UncheckedIOException. */
interface WatchView extends WatchListener {

  /** Prints a line about the watch itself, apart from what it shows. */
  default void say(Console console, String line) {
    console.say(line);
  }

  /** Shows what is left to show, after the last notice. */
  default void end() throws IOException {}
}
