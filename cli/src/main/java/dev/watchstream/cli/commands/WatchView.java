package dev.watchstream.cli.commands;

import dev.watchstream.cli.output.Console;
import dev.watchstream.client.WatchListener;
import java.io.IOException;

/** Shows what a watch tells. What it cannot write, it throws as an UncheckedIOException. */
interface WatchView extends WatchListener {

  /** Says a line beside what it shows. */
  default void say(Console console, String line) {
    console.say(line);
  }

  /** Shows what is left to show, after the last notice. */
  default void end() throws IOException {}
}
