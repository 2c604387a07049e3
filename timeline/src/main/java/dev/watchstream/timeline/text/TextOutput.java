package dev.watchstream.timeline.text;

import java.util.function.Consumer;

/**
 * Where text for people goes, and what it can show.
 *
 * @param columns how many characters fit a line
 * @param hasColors whether it obeys the escape sequences for colours
 * @param lines takes each line, without its end
 */
public record TextOutput(int columns, boolean hasColors, Consumer<String> lines) {

  void println(String line) {
    lines.accept(line);
  }
}
