package dev.watchstream.benchmarks;

/**
 * How much time is spent on those who run together.
 *
 * @param forks JVMs
 * @param warmupSeconds at most, for each of them: before he is warm nothing counts ({@link WarmUp})
 * @param measureSeconds in each JVM at least, for all together
 * @param minRounds in each JVM at least
 */
record Effort(int forks, double warmupSeconds, double measureSeconds, int minRounds) {

  static final Effort NONE = new Effort(0, 0, 0, 0);
}
