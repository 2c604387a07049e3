package dev.watchstream.benchmarks;

import dev.watchstream.benchmarks.Statistics.Interval;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the forks measured of contenders that ran in turn on one workload. The last contender is the
 * reference, which shows how noisy the machine was.
 *
 * @param forks one for each JVM
 */
record Comparison(List<Fork> forks) {

  /**
   * One JVM.
   *
   * @param series one for each contender, in the order of the job
   */
  record Fork(List<Series> series) {

    /** How many times as fast as another a contender is, round by round. */
    private List<Double> ratios(int contender, int other) {
      List<Double> mine = series.get(contender).nanos();
      List<Double> theirs = series.get(other).nanos();
      return IntStream.range(0, mine.size()).mapToObj(i -> theirs.get(i) / mine.get(i)).toList();
    }
  }

  /**
   * One contender in one JVM.
   *
   * @param nanos the duration of one pass, round by round
   * @param allocatedBytes the least that a pass allocated
   * @param checksum what the visits of a pass add up to; the same for all contenders
   * @param warm whether it was warm before it was measured, and while it was
   */
  record Series(List<Double> nanos, long allocatedBytes, long checksum, boolean warm) {

    private List<Double> relativeToMedian() {
      double median = Statistics.median(nanos);
      return nanos.stream().map(n -> n / median).toList();
    }
  }

  int reference() {
    return forks.get(0).series().size() - 1;
  }

  /** Whether a contender was warm in every fork. */
  boolean warm(int contender) {
    return of(contender).stream().allMatch(Series::warm);
  }

  /** How many times as fast as another a contender is. */
  Interval ratio(int contender, int other) {
    return Statistics.bootstrap(forks.stream().map(f -> f.ratios(contender, other)).toList());
  }

  /** The median time of a pass. */
  double medianNanos(int contender) {
    return Statistics.median(
        of(contender).stream().flatMap(series -> series.nanos().stream()).toList());
  }

  /** How noisy the machine was: {@link Statistics#spread} of the reference, within forks. */
  double noise() {
    return Statistics.spread(
        of(reference()).stream().flatMap(series -> series.relativeToMedian().stream()).toList());
  }

  /** The least that a pass allocated in any fork. */
  long allocatedBytes(int contender) {
    return of(contender).stream().mapToLong(Series::allocatedBytes).min().orElseThrow();
  }

  /** In all forks together. */
  int rounds() {
    return of(reference()).stream().mapToInt(series -> series.nanos().size()).sum();
  }

  private List<Series> of(int contender) {
    return forks.stream().map(fork -> fork.series().get(contender)).toList();
  }
}
