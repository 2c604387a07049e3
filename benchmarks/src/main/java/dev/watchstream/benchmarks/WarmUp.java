package dev.watchstream.benchmarks;

/**
 * Decides when a contender is warm: for several stretches of time in a row, the JIT compiler has
 * hardly worked, and the contender has not become faster. Before that, interpreted code would be
 * measured. A slower stretch means nothing, as the machine may have caused it.
 */
final class WarmUp {

  /** How many stretches in a row must be quiet, and none of them faster than the first. */
  static final int STRETCHES = 3;

  /** What counts as faster, as a fraction of the first one's time. */
  static final double STEADY = 0.05;

  /** The fraction of the time that the compiler may work: there is always a little to do. */
  static final double QUIET = 0.03;

  private double first;
  private int steady;

  /**
   * A stretch has passed.
   *
   * @param fastest the time of its fastest pass: noise only makes passes slower
   * @param compiling the fraction of the stretch that the compiler worked
   * @param isIdle whether the compiler has nothing left to do
   */
  void passed(double fastest, double compiling, boolean isIdle) {
    if (compiling > QUIET || !isIdle) {
      steady = 0;
    } else if (steady == 0 || fastest < first * (1 - STEADY)) {
      first = fastest;
      steady = 1;
    } else {
      steady++;
    }
  }

  boolean isWarm() {
    return steady >= STRETCHES;
  }
}
