package dev.watchstream.benchmarks;

import dev.watchstream.benchmarks.Statistics.Interval;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the forks of one contender found on one workload.
 *
 * @param forks one for each JVM
 */
record Comparison(List<Fork> forks) {

  /**
   * The rounds of one JVM. In a round the contender reads the ring, the reference does twice, and
   * the contender again: what drifts evenly disturbs both the same.
   *
   * @param nanos of the contender for one pass, round by round
   * @param referenceNanos of the reference
   * @param allocatedBytes the least that a pass allocated
   * @param checksum what the visits of a pass add up to
   * @param referenceChecksum the same of the reference; they must be equal
   */
  record Fork(
      List<Double> nanos,
      List<Double> referenceNanos,
      long allocatedBytes,
      long checksum,
      long referenceChecksum) {

    /** How many times as fast as the reference the contender is, round by round. */
    List<Double> ratios() {
      return IntStream.range(0, nanos.size())
          .mapToObj(i -> referenceNanos.get(i) / nanos.get(i))
          .toList();
    }
  }

  /** How many times as fast as the reference. */
  Interval ratio() {
    return Statistics.bootstrap(forks.stream().map(Fork::ratios).toList());
  }

  /** The median time of a pass. */
  double medianNanos() {
    return Statistics.median(forks.stream().flatMap(fork -> fork.nanos().stream()).toList());
  }

  /** How noisy the machine was, told by the reference: {@link Statistics#spread} within forks. */
  double referenceNoise() {
    return Statistics.spread(forks.stream().flatMap(fork -> relative(fork).stream()).toList());
  }

  private static List<Double> relative(Fork fork) {
    double median = Statistics.median(fork.referenceNanos());
    return fork.referenceNanos().stream().map(nanos -> nanos / median).toList();
  }

  /** The least that a pass allocated in any fork. */
  long allocatedBytes() {
    return forks.stream().mapToLong(Fork::allocatedBytes).min().orElseThrow();
  }
}
