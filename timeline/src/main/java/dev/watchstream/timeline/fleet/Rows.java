package dev.watchstream.timeline.fleet;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Receives the rows of a report, in the order in which they become known. */
public interface Rows<F> {

  /**
   * Whether rows of facts in this time are wanted; by default, all are.
   *
   * @param start null where it is not known
   * @param end null where it is not known, or the fact is under way
   * @param zero the wall-clock time at time 0; null where that is not known
   */
  default boolean areAskedFor(
      @Nullable Duration start, @Nullable Duration end, @Nullable Instant zero) {
    return true;
  }

  /** Receives one row. */
  void add(Row<F> row) throws IOException;
}
