package dev.watchstream.replay.engine;

import java.time.InstantSource;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * What the engine takes from the world, so that a test can give it another.
 *
 * @param nanoTime real nanoseconds of any origin, which never go back
 * @param wallClock the time of day, for ages where no recording tells when it was made
 * @param random for the timeouts that a client leaves open, and for ids
 */
public record Environment(LongSupplier nanoTime, InstantSource wallClock, Random random) {

  /** The world itself. */
  public static Environment real() {
    return new Environment(System::nanoTime, InstantSource.system(), new Random());
  }
}
