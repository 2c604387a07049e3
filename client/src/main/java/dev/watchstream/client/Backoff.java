package dev.watchstream.client;

import dev.watchstream.client.time.WatchTime;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The delay before the next request: from {@link #FIRST}, doubling to {@link #LONGEST}, each
 * lengthened by a random part so that watches which lost one server do not all come back at once.
 * The values are those of client-go's reflector.
 */
final class Backoff {

  static final Duration FIRST = Duration.ofMillis(800);
  static final Duration LONGEST = Duration.ofSeconds(30);

  /** After this long without a failure the next delay is the shortest again. */
  static final Duration PEACE = Duration.ofMinutes(2);

  private final RandomGenerator random;
  private final WatchTime time;
  private int failures;
  private long quietSince;

  Backoff(RandomGenerator random, WatchTime time) {
    this.random = random;
    this.time = time;
  }

  /** The next delay, but none for the first failure after {@link #PEACE}. */
  Duration nextButFirst() {
    forgetAfterPeace();
    if (failures == 0) {
      failures++;
      quietSince = time.nanoTime();
      return Duration.ZERO;
    }
    return next();
  }

  /** The next delay, from {@link #FIRST} to {@link #LONGEST}. */
  Duration next() {
    forgetAfterPeace();
    // Six doublings exceed the longest delay; many more would overflow.
    long base = FIRST.toNanos() << Math.min(failures, 6);
    failures++;
    long jittered = (long) (base * (1 + random.nextDouble()));
    long delay = Math.min(jittered, LONGEST.toNanos());
    quietSince = time.nanoTime() + delay;
    return Duration.ofNanos(delay);
  }

  private void forgetAfterPeace() {
    if (time.nanoTime() - quietSince >= PEACE.toNanos()) {
      failures = 0;
    }
  }

  /** The next delay is the shortest again. */
  void reset() {
    failures = 0;
  }
}
