package dev.watchstream.benchmarks;

import dev.watchstream.benchmarks.Statistics.Interval;
import dev.watchstream.benchmarks.workload.Workload;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the accelerated reader was built to reach, told before it was measured. */
enum Goal {
  /** Times as fast as the fastest of the peers that can read the workload. */
  PEER(
      "× fastest peer",
      Map.of(
          Workload.ROLLING, 10.0,
          Workload.RECORDED, 10.0,
          Workload.ZIPF, 3.0,
          Workload.RECORDED_SLICES, 5.0,
          Workload.COLD_LIST, 1.5,
          Workload.DIRTY, 1.2,
          Workload.PERMUTED, 1.2)),

  /** The part of the limit that is reached. */
  LIMIT("of Arrays.equals", Map.of(Workload.ROLLING, 0.5, Workload.RECORDED, 0.5)) {
    @Override
    String inWords(double ratio) {
      return String.format(Locale.ROOT, "%.0f %%", 100 * ratio);
    }
  },

  /** Whatever it reads, it is never notably slower than the reader without a memory. */
  PLAIN("× plain", Map.of()) {
    @Override
    Double on(String workload) {
      return 0.95;
    }
  };

  private final String title;

  // Map.of is immutable.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Map<Workload, Double> leasts;

  Goal(String title, Map<Workload, Double> leasts) {
    this.title = title;
    this.leasts = leasts;
  }

  String title() {
    return title;
  }

  /** What is to be reached on a workload; null where nothing was said. */
  @Nullable Double on(String workload) {
    return leasts.get(Workload.of(workload));
  }

  /** A ratio in the unit of the goal. */
  String inWords(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }

  /** With what the interval reaches from and to. */
  String inWords(Interval ratio) {
    return "%s (%s – %s)"
        .formatted(inWords(ratio.median()), inWords(ratio.low()), inWords(ratio.high()));
  }

  /** Whether a ratio is as good as was wanted: the interval has to say so, not luck. */
  String verdict(String workload, Interval ratio) {
    Double least = on(workload);
    if (least == null) {
      return "";
    }
    String wanted = "≥ " + inWords(least);
    if (ratio.low() >= least) {
      return wanted + " met";
    }
    return wanted + (ratio.high() < least ? " **missed**" : " **undecided**");
  }
}
