package dev.watchstream.cli.input;

import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * Warnings of what is skipped. They are held back until an event was read: if none is, a single
 * line says what the input is. After ten they are only counted.
 */
final class Skipped {

  private static final int MOST_TOLD = 10;

  private final String source;
  private final Console console;
  private final List<String> held = new ArrayList<>();
  private boolean isHolding = true;
  private long count;
  private long others;
  private String last = "";

  Skipped(String source, Console console) {
    this.source = source;
    this.console = console;
  }

  void add(String warning) {
    last = warning;
    if (++count > MOST_TOLD) {
      return;
    }
    if (isHolding) {
      held.add(warning);
    } else {
      tell(warning);
    }
  }

  /** JSON that is no Kubernetes object is only counted. */
  void countOther() {
    others++;
  }

  void tellHeld() {
    isHolding = false;
    held.forEach(this::tell);
    held.clear();
  }

  void sumUp(boolean hasRead) {
    if (!hasRead) {
      return;
    }
    if (count > MOST_TOLD) {
      String place = last.substring(0, last.indexOf(':'));
      tell("and " + Text.count(count - MOST_TOLD, "more warning") + ", the last of " + place);
    }
    if (others > 0) {
      tell(
          Text.count(others, "JSON value")
              + " passed over that "
              + (others == 1 ? "is" : "are")
              + " no Kubernetes object"
              + (others == 1 ? "" : "s"));
    }
  }

  private void tell(String warning) {
    console.err().println(source + ": " + warning);
  }
}
