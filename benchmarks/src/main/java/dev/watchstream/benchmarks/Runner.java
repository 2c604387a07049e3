package dev.watchstream.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.watchstream.benchmarks.contender.Pass;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** One contender in a fork: times its passes, and counts what they allocate. */
final class Runner {

  /** About how long a sample is, whoever reads: so the fast are not timed more coarsely. */
  private static final double SAMPLE_NANOS = 1e8;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Pass pass;
  private final List<Double> samples = new ArrayList<>();
  private int passesOfSample = 1;
  private long leastAllocated = Long.MAX_VALUE;
  private long checksum;

  Runner(Pass pass) {
    this.pass = pass;
  }

  /** Runs for some time, but once at least. */
  void warm(double seconds) throws IOException {
    long start = System.nanoTime();
    double fastest = Double.MAX_VALUE;
    do {
      fastest = Math.min(fastest, nanos());
    } while (System.nanoTime() - start < seconds * 1e9);
    passesOfSample = (int) Math.max(1, Math.round(SAMPLE_NANOS / fastest));
  }

  void sample() throws IOException {
    double sum = 0;
    for (int i = 0; i < passesOfSample; i++) {
      sum += nanos();
    }
    samples.add(sum / passesOfSample);
  }

  private double nanos() throws IOException {
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    checksum = pass.run();
    long nanos = System.nanoTime() - start;
    allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
    leastAllocated = Math.min(leastAllocated, allocated);
    return nanos;
  }

  /** What was so far does not count. */
  void forget() {
    samples.clear();
    leastAllocated = Long.MAX_VALUE;
  }

  /** Two samples a round. */
  Comparison.Series series() {
    List<Double> rounds = new ArrayList<>();
    for (int i = 0; i < samples.size(); i += 2) {
      rounds.add((samples.get(i) + samples.get(i + 1)) / 2);
    }
    return new Comparison.Series(rounds, leastAllocated, checksum);
  }
}
