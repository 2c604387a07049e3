package dev.watchstream.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next request: from {@link #FIRST}, doubling to {@link #LONGEST}, each
 * lengthened by a random part so that watches which lost one server do not come back as one. The
 * values are those of client-go's reflector.
 */
final class Backoff {

  static final Duration FIRST = Duration.ofMillis(800);
  static final Duration LONGEST = Duration.ofSeconds(30);

  private final RandomGenerator random;
  private int failures;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** Whether nothing went wrong since the last {@link #reset()}. */
  boolean isFresh() {
    return failures == 0;
  }

  /** The next delay, from {@link #FIRST} to {@link #LONGEST}. */
  Duration next() {
    // Six doublings pass the longest; more would overflow one day.
    long base = FIRST.toNanos() << Math.min(failures, 6);
    failures++;
    long jittered = (long) (base * (1 + random.nextDouble()));
    return Duration.ofNanos(Math.min(jittered, LONGEST.toNanos()));
  }

  /** Counts a failure that is not waited for. */
  void skip() {
    failures++;
  }

  /** All is well: the next delay is the shortest again. */
  void reset() {
    failures = 0;
  }
}
