package dev.watchstream.benchmarks;

/**
 * When a contender is warm: the JIT compiler has left it alone, and it got no faster any more, for
 * some stretches of time in a row. Who is measured before that is measured in the interpreter. That
 * a stretch is slower than another is the machine's doing, and says nothing.
 */
final class WarmUp {

  /** So many stretches in a row must be quiet, and none of them faster than the first. */
  static final int STRETCHES = 3;

  /** By how much it would have to be faster, as a part of the first one's time. */
  static final double STEADY = 0.05;

  /** Which part of the time the compiler may be at work: there is always a little to do. */
  static final double QUIET = 0.03;

  private double first;
  private int steady;

  /**
   * A stretch has passed.
   *
   * @param fastest the time of its fastest pass: noise only makes passes slower
   * @param compiling which part of the stretch the compiler was at work
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
