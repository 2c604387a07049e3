package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.ApiRequest;

/**
 * Something that goes wrong on purpose. Each is one file, with its text, its usage and what it
 * does, and one line in {@link Faults}. Its {@code toString} is the text that it is read from.
 */
sealed interface Fault permits AnswerFault, WatchFault {

  /** Whether a request could meet it; what cannot is not counted. */
  default boolean couldMeet(ApiRequest request) {
    return true;
  }

  /**
   * Whether it tells clients that their version is gone, upon which they list, and may not be
   * listed an older state than they have seen.
   */
  default boolean tellsGone() {
    return false;
  }
}
