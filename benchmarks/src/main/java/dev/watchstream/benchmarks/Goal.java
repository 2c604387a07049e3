package dev.watchstream.benchmarks;

import dev.watchstream.benchmarks.Statistics.Interval;
import dev.watchstream.benchmarks.workload.Workload;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the accelerated reader was built to reach; set before it was measured. */
enum Goal {
  /**
   * How many times as fast as the fastest peer that can read the workload. Where no gain was
   * planned, the goal is the low end of what 0.1.0 reached, so that nothing is lost.
   */
  PEER(
      "× fastest peer",
      Map.ofEntries(
          Map.entry(Workload.ROLLING, new Target(10, 12)),
          Map.entry(Workload.RECORDED, new Target(10, 12)),
          Map.entry(Workload.ZIPF, new Target(2, 3)),
          Map.entry(Workload.MANAGED_FIELDS, new Target(2.8, 5)),
          Map.entry(Workload.COLD_LIST, new Target(2.2, 3)),
          Map.entry(Workload.DIRTY, new Target(1.8, 2.5)),
          Map.entry(Workload.RECORDED_SLICES, new Target(6.5, 8)),
          Map.entry(Workload.FLIPS, new Target(10.5)),
          Map.entry(Workload.PERMUTED, new Target(4.6)),
          Map.entry(Workload.SLICES, new Target(7.9)),
          Map.entry(Workload.PRETTY, new Target(2.7)),
          Map.entry(Workload.NON_ASCII, new Target(11.8)),
          Map.entry(Workload.CHUNKS_1K, new Target(5.9)),
          Map.entry(Workload.CHUNKS_8K, new Target(12.3)),
          Map.entry(Workload.CHUNKS_64K, new Target(16)))),

  /** The fraction of the limit that is reached. */
  LIMIT(
      "of Arrays.equals",
      Map.of(Workload.ROLLING, new Target(0.75), Workload.RECORDED, new Target(0.75))) {
    @Override
    String inWords(double ratio) {
      return String.format(Locale.ROOT, "%.0f %%", 100 * ratio);
    }
  },

  /** On no workload is it notably slower than the reader without a memory. */
  PLAIN("× plain", Map.of()) {
    @Override
    Target on(String workload) {
      return NEVER_SLOWER;
    }
  };

  /**
   * What is to be reached.
   *
   * @param least the goal
   * @param stretch a better value to aim for; NaN where there is none
   */
  record Target(double least, double stretch) {
    Target(double least) {
      this(least, Double.NaN);
    }
  }

  private static final Target NEVER_SLOWER = new Target(0.95);

  private final String title;

  // Map.of is immutable.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Map<Workload, Target> targets;

  Goal(String title, Map<Workload, Target> targets) {
    this.title = title;
    this.targets = targets;
  }

  String title() {
    return title;
  }

  /** The target on a workload; null where there is none. */
  @Nullable Target on(String workload) {
    return targets.get(Workload.of(workload));
  }

  /** A ratio in the unit of the goal. */
  String inWords(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }

  /** With the bounds of the interval. */
  String inWords(Interval ratio) {
    return "%s (%s – %s)"
        .formatted(inWords(ratio.median()), inWords(ratio.low()), inWords(ratio.high()));
  }

  /** Whether a ratio reaches the goal: its whole interval must, so that luck does not count. */
  String verdict(String workload, Interval ratio) {
    Target target = on(workload);
    if (target == null) {
      return "";
    }
    if (ratio.low() >= target.stretch) {
      return "≥ " + inWords(target.stretch) + " met, the stretch";
    }
    String wanted = "≥ " + inWords(target.least);
    if (ratio.low() >= target.least) {
      return wanted + " met";
    }
    return wanted + (ratio.high() < target.least ? " **missed**" : " **undecided**");
  }
}
