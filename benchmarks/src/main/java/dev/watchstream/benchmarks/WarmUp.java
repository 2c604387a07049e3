package dev.watchstream.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * When a contender is warm: the JIT compiler has left it alone, and for some stretches of time it
 * got no faster any more. Who is measured before that is measured in the interpreter. A stretch
 * that is slower than another is the machine's doing, and does not count.
 */
final class WarmUp {

  /** So many stretches must be quiet and steady. */
  static final int STRETCHES = 3;

  /** How far the best passes of those may lie apart, as a part of the fastest. */
  static final double STEADY = 0.05;

  /** Which part of the time the compiler may be at work: there is always a little to do. */
  static final double QUIET = 0.03;

  /** Of each stretch since the compiler was at work. */
  private final List<Double> best = new ArrayList<>();

  /**
   * A stretch has passed.
   *
   * @param fastest the time of its fastest pass: noise only makes passes slower
   * @param compiling which part of the stretch the compiler was at work
   * @param isIdle whether the compiler has nothing left to do
   */
  void passed(double fastest, double compiling, boolean isIdle) {
    if (compiling > QUIET || !isIdle) {
      best.clear();
    } else {
      best.add(fastest);
    }
  }

  boolean isWarm() {
    return !best.isEmpty()
        && best.stream().filter(time -> time <= Collections.min(best) * (1 + STEADY)).count()
            >= STRETCHES;
  }
}
