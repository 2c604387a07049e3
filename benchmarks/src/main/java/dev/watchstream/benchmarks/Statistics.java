package dev.watchstream.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Statistics of many noisy samples. Medians, because noise on a shared machine only makes things
 * slower, and one stolen second must not change the result.
 */
final class Statistics {

  private static final int RESAMPLES = 2_000;

  private Statistics() {}

  /** A confidence interval of 95 %, and the estimate inside. */
  record Interval(double low, double median, double high) {

    /** Its width, as a fraction of the estimate. */
    double width() {
      return (high - low) / median;
    }

    Interval dividedBy(double divisor) {
      return new Interval(low / divisor, median / divisor, high / divisor);
    }
  }

  static double median(List<Double> samples) {
    return median(samples.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static double median(double[] samples) {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * The interquartile range of the samples, as a fraction of the median. Not the whole range: a
   * median tolerates one disturbed round, but many mean that the machine is too noisy.
   */
  static double spread(List<Double> samples) {
    double[] sorted = samples.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / median(sorted);
  }

  private static double quantile(double[] sorted, double p) {
    double at = p * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  /**
   * The median of all samples with its interval, by a bootstrap in two steps: forks first, then
   * rounds within them. Rounds of one fork share what its JIT compiler happened to do, and taking
   * them for independent would make the interval too narrow. The seed is fixed: the same samples
   * give the same verdict.
   *
   * @param forks the samples of each fork; none is empty
   */
  static Interval bootstrap(List<List<Double>> forks) {
    SplittableRandom random = new SplittableRandom(1);
    double[] medians = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      medians[i] = median(resample(forks, random));
    }
    Arrays.sort(medians);
    return new Interval(
        quantile(medians, 0.025),
        median(forks.stream().flatMap(List::stream).toList()),
        quantile(medians, 0.975));
  }

  private static double[] resample(List<List<Double>> forks, SplittableRandom random) {
    return random
        .ints(forks.size(), 0, forks.size())
        .mapToObj(forks::get)
        .flatMapToDouble(
            rounds -> random.ints(rounds.size(), 0, rounds.size()).mapToDouble(rounds::get))
        .toArray();
  }
}
