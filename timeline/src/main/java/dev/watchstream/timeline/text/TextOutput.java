package dev.watchstream.timeline.text;

import java.util.function.Consumer;

/**
 * Where text for people is printed, and what can be shown there.
 *
 * @param columns how many characters fit a line
 * @param hasColors whether escape sequences for colours may be used
 * @param lines receives each line, without its line break
 */
public record TextOutput(int columns, boolean hasColors, Consumer<String> lines) {

  void println(String line) {
    lines.accept(line);
  }
}
