package dev.watchstream.benchmarks.contender;

import org.jspecify.annotations.Nullable;

/** Which of an event's lists an address belongs to. */
enum Condition {
  READY,
  NOT_READY,
  TERMINATING;

  /** What the conditions of a slice's endpoint mean; an unknown {@code ready} means ready. */
  static Condition of(@Nullable Boolean ready, @Nullable Boolean terminating) {
    if (!Boolean.FALSE.equals(ready)) {
      return READY;
    }
    return Boolean.TRUE.equals(terminating) ? TERMINATING : NOT_READY;
  }
}
