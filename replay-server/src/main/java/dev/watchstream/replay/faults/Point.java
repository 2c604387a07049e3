package dev.watchstream.replay.faults;

import dev.watchstream.fixtures.input.DurationText;
import java.time.Duration;

/** A place in a watch's body. */
sealed interface Point {

  /** After that many bytes of the body. */
  record AtByte(long offset) implements Point {
    @Override
    public String toString() {
      return "@byte=" + offset;
    }
  }

  /**
   * In front of an event, which is a line, or inside it.
   *
   * @param number counted from 0
   * @param offset from the event's first byte
   */
  record AtEvent(int number, int offset) implements Point {
    @Override
    public String toString() {
      return "@event=" + number + (offset == 0 ? "" : "+" + offset);
    }
  }

  /**
   * After the first byte of a character that has more than one in UTF-8.
   *
   * @param number among those characters, from 1
   */
  record InCharacter(int number) implements Point {
    @Override
    public String toString() {
      return "@character=" + number;
    }
  }

  /** When the recording's clock reaches that time. */
  record AtTime(Duration time) implements Point {
    @Override
    public String toString() {
      return "@time=" + DurationText.of(time);
    }
  }
}
