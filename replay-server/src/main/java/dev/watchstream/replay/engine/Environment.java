package dev.watchstream.replay.engine;

import java.time.InstantSource;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * What the engine takes from outside, so that a test can replace it.
 *
 * @param nanoTime monotonic real time in nanoseconds, of any origin
 * @param wallClock the time of day, for the ages of objects where no recording says when it was
 *     made
 * @param random for the timeouts that clients leave open, and for ids
 */
public record Environment(LongSupplier nanoTime, InstantSource wallClock, Random random) {

  /** That of the running process. */
  public static Environment real() {
    return new Environment(System::nanoTime, InstantSource.system(), new Random());
  }
}
