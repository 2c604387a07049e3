package dev.watchstream.benchmarks;

import dev.watchstream.benchmarks.contender.Contenders;
import dev.watchstream.benchmarks.contender.Limit;
import dev.watchstream.benchmarks.workload.Workload;
import java.util.ArrayList;
import java.util.List;

/**
 * How much to measure.
 *
 * @param others the contenders and limits to measure besides our readers
 * @param mostOthers the maximum number of them: the fastest by the published figures of a workload
 * @param wholeRecordings whether recordings larger than {@link #RING_BYTES} are read to their end
 * @param checkedBytes how many bytes of each workload the correctness gate reads first
 * @param effortForOthers the effort for each of the others alone with the reference, after which
 *     the two fastest peers run in turn with our readers; with {@link Effort#NONE}, all of them do
 * @param effort the effort for our readers and those they are compared with
 * @param remeasure how often they are measured again because one of them was not warm
 * @param budgetSeconds the time after which no other contender is begun but the likely fastest, and
 *     nothing is measured again
 */
record Plan(
    List<Workload> workloads,
    List<String> others,
    int mostOthers,
    boolean wholeRecordings,
    long checkedBytes,
    Effort effortForOthers,
    Effort effort,
    int remeasure,
    long budgetSeconds) {

  private static final long MEBI = 1 << 20;

  /**
   * The size of each workload: well above a server core's share of the last-level cache, 32 MiB, so
   * that nobody reads from a cache what would come from a socket.
   */
  static final long RING_BYTES = 48 * MEBI;

  /**
   * The size for each of the others alone. They are bound by the core, and have no memory for which
   * a longer stream would be another one.
   */
  static final long RING_BYTES_FOR_OTHERS = 12 * MEBI;

  /** Where speed matters most, one workload of each kind. */
  private static final List<Workload> TELLING =
      List.of(
          Workload.ROLLING, Workload.RECORDED, Workload.ZIPF, Workload.CLUSTER, Workload.COLD_LIST);

  /** A first look: about five minutes, whatever the machine. */
  static Plan quick() {
    return new Plan(
        TELLING, Contenders.peers(), 3, false, MEBI, Effort.NONE, new Effort(1, 12, 2, 5), 0, 280);
  }

  /** All contenders on all workloads. */
  static Plan full() {
    return everybody(List.of(Workload.values()), true, Long.MAX_VALUE);
  }

  /** All contenders on the most telling workloads: for a second JDK. */
  static Plan telling() {
    return everybody(TELLING, false, MEBI);
  }

  private static Plan everybody(
      List<Workload> workloads, boolean wholeRecordings, long checkedBytes) {
    return new Plan(
        workloads,
        everybodyElse(),
        Integer.MAX_VALUE,
        wholeRecordings,
        checkedBytes,
        new Effort(1, 25, 1.2, 2),
        new Effort(3, 25, 10, 4),
        1,
        180L * workloads.size());
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
        List.of(),
        0,
        false,
        Long.MAX_VALUE,
        Effort.NONE,
        new Effort(3, 30, 8, 5),
        1,
        1200);
  }

  /** How many are measured alone with the reference. */
  int alone() {
    return effortForOthers.equals(Effort.NONE) ? 0 : others.size();
  }

  /**
   * Including the reference, which compared with itself shows which differences cannot be measured.
   */
  private static List<String> everybodyElse() {
    List<String> names = new ArrayList<>(Contenders.peers());
    names.add(Contenders.REFERENCE);
    names.add(Limit.NEWLINES.label());
    names.add(Limit.TOKENS.label());
    return names;
  }
}
