package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.ApiRequest;

/**
 * A fault on purpose. Each is one file, with its text, its usage and what it does, and one line in
 * {@link Faults}. Its {@code toString} gives the text that it is read from.
 */
sealed interface Fault permits AnswerFault, WatchFault {

  /** Whether it applies to such a request; other requests are not counted. */
  default boolean couldMeet(ApiRequest request) {
    return true;
  }

  /**
   * Whether it tells clients that their version is gone. They list then, and must not get an older
   * state than they have seen.
   */
  default boolean tellsGone() {
    return false;
  }
}
