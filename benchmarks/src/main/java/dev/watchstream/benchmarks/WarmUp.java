package dev.watchstream.benchmarks;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;

/**
 * When a contender is warm: the JIT compiler has left it alone, and it gets no faster any more, for
 * some stretches of time in a row. Who is measured before that is measured in the interpreter.
 */
final class WarmUp {

  /** So many stretches in a row must be quiet and steady. */
  static final int STRETCHES = 3;

  /** How far the best passes of those may lie apart, as a part of the fastest. */
  static final double STEADY = 0.05;

  /** Which part of the time the compiler may be at work: there is always a little to do. */
  static final double QUIET = 0.03;

  private final Deque<Double> best = new ArrayDeque<>();

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
      return;
    }
    best.addLast(fastest);
    if (best.size() > STRETCHES) {
      best.removeFirst();
    }
  }

  boolean isWarm() {
    return best.size() == STRETCHES
        && Collections.max(best) <= Collections.min(best) * (1 + STEADY);
  }
}
