package dev.watchstream.timeline.fleet;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Takes the rows of a report, in the order in which they come to be known. */
public interface Rows<F> {

  /**
   * Whether what was so in a time is asked for; all is, unless told otherwise.
   *
   * @param start null where it is not known
   * @param end null where it is not known, and of what goes on
   * @param zero the wall clock's time of the duration 0; null where that is not known
   */
  default boolean areAskedFor(
      @Nullable Duration start, @Nullable Duration end, @Nullable Instant zero) {
    return true;
  }

  /** Takes one. */
  void add(Row<F> row) throws IOException;
}
