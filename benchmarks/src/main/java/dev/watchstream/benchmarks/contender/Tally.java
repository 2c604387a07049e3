package dev.watchstream.benchmarks.contender;

/**
 * The checksum of the visits of one stream. The order counts, so that no event can stand for
 * another.
 */
public final class Tally {

  private long sum;

  /** Adds the visit of the next event. */
  public void add(long visit) {
    sum = sum * 31 + visit;
  }

  /** The sum so far. */
  public long sum() {
    return sum;
  }

  /** A visit's number: how long the resourceVersion is, and how many addresses of each kind. */
  static long visit(int versionLength, int ready, int notReady, int terminating) {
    return versionLength + 7L * ready + 5_003L * notReady + 3_000_017L * terminating;
  }
}
