package dev.watchstream.benchmarks;

/**
 * How much time is spent on contenders that run together.
 *
 * @param forks the number of JVMs
 * @param warmupSeconds the maximum for each of them: nothing counts before it is warm ({@link
 *     WarmUp})
 * @param measureSeconds the minimum in each JVM, for all together
 * @param minRounds the minimum in each JVM
 */
record Effort(int forks, double warmupSeconds, double measureSeconds, int minRounds) {

  static final Effort NONE = new Effort(0, 0, 0, 0);
}
