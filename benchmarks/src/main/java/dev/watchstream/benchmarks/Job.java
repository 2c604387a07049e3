package dev.watchstream.benchmarks;

import java.nio.file.Path;

/**
 * What a fork has to do.
 *
 * @param task what to find out
 * @param contender a contender or a limit, by name
 * @param workload by label
 * @param ring the file with the workload's bytes
 * @param warmupSeconds how long to run before anything counts
 * @param measureSeconds how long to measure at least
 * @param minRounds how many rounds to measure at least
 * @param injection what to spoil on purpose
 */
record Job(
    Task task,
    String contender,
    String workload,
    Path ring,
    double warmupSeconds,
    double measureSeconds,
    int minRounds,
    Injection injection) {

  enum Task {
    /** Rounds of contender and reference in turn. */
    COMPARE,
    /** How long single events take. */
    LATENCY,
    /** What a parser keeps when it has read it all. */
    RETAINED
  }
}
