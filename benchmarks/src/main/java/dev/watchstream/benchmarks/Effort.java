package dev.watchstream.benchmarks;

/**
 * How much time is spent on those who run together.
 *
 * @param forks JVMs
 * @param warmupSeconds for each of them, before anything counts
 * @param measureSeconds in each JVM at least, for all together
 * @param minRounds in each JVM at least
 */
record Effort(int forks, double warmupSeconds, double measureSeconds, int minRounds) {}
