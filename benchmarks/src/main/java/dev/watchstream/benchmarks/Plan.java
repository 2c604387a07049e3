package dev.watchstream.benchmarks;

import dev.watchstream.benchmarks.contender.Contenders;
import dev.watchstream.benchmarks.contender.Limit;
import dev.watchstream.benchmarks.workload.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much to measure.
 *
 * @param ringBytes of each workload: well above the last cache of a server's core, 32 MiB, so that
 *     nobody reads from a cache what a socket would bring
 * @param wholeRecordings whether recordings are read to their end when they are larger than that
 * @param checkedBytes how much of each workload the correctness gate reads before
 * @param forks JVMs for each pair
 * @param minRounds in each fork
 * @param remeasure how often a pair is measured again because the machine was too noisy
 * @param budgetSeconds after this nothing more is begun
 */
record Plan(
    List<Workload> workloads,
    List<String> contenders,
    long ringBytes,
    boolean wholeRecordings,
    long checkedBytes,
    int forks,
    double warmupSeconds,
    double measureSeconds,
    int minRounds,
    int remeasure,
    long budgetSeconds) {

  private static final long MEBI = 1 << 20;

  /** Where speed matters most, one workload of each kind. */
  private static final List<Workload> TELLING =
      List.of(Workload.ROLLING, Workload.RECORDED, Workload.ZIPF, Workload.COLD_LIST);

  /** A first look: under three minutes, whatever the machine. */
  static Plan quick() {
    return new Plan(TELLING, quickest(), 48 * MEBI, false, MEBI, 1, 0.8, 0.8, 2, 0, 160);
  }

  /** Everybody on everything. */
  static Plan full() {
    return new Plan(
        Arrays.asList(Workload.values()),
        with(Limit.values()),
        48 * MEBI,
        true,
        Long.MAX_VALUE,
        2,
        1.5,
        1.5,
        2,
        1,
        Long.MAX_VALUE);
  }

  /** Everybody on what tells most: for a second JDK. */
  static Plan telling() {
    return new Plan(
        TELLING, with(Limit.values()), 48 * MEBI, false, MEBI, 2, 1.5, 1.5, 2, 1, Long.MAX_VALUE);
  }

  /** Our own readers, often enough to be sure. */
  static Plan gate() {
    return new Plan(
        List.of(
            Workload.ROLLING,
            Workload.RECORDED,
            Workload.ZIPF,
            Workload.COLD_LIST,
            Workload.DIRTY,
            Workload.SLICES),
        Contenders.ours(),
        48 * MEBI,
        false,
        Long.MAX_VALUE,
        3,
        1.5,
        2,
        6,
        2,
        Long.MAX_VALUE);
  }

  /** With the slowest last, as they are what a slow machine leaves out. */
  private static List<String> quickest() {
    List<String> names = new ArrayList<>(Contenders.names());
    names.add(1, Limit.ARRAYS_EQUALS.label());
    return names;
  }

  private static List<String> with(Limit... limits) {
    List<String> names = new ArrayList<>(Contenders.names());
    for (Limit limit : limits) {
      names.add(limit.label());
    }
    return names;
  }
}
