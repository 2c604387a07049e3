package dev.watchstream.benchmarks;

import java.nio.file.Path;
import java.util.List;

/**
 * What a fork has to do.
 *
 * @param task what to find out
 * @param contenders contenders and limits, by name; all but {@link Task#COMPARE} take one
 * @param workload by label
 * @param ring the file with the workload's bytes
 * @param effort how long to measure; the parent process handles its {@code forks}
 * @param injection the slowdown or allocation to add on purpose
 */
record Job(
    Task task,
    List<String> contenders,
    String workload,
    Path ring,
    Effort effort,
    Injection injection) {

  enum Task {
    /** Rounds of all contenders in turn. */
    COMPARE,
    /** How long single events take. */
    LATENCY,
    /** How much memory a parser keeps when it has read the whole workload. */
    RETAINED
  }
}
