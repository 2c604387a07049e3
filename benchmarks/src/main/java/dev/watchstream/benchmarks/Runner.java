package dev.watchstream.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.watchstream.benchmarks.contender.Pass;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** One contender in a fork: times its passes, and counts what they allocate. */
final class Runner {

  /**
   * The approximate length of a sample, the same for all, so that fast contenders are timed as
   * precisely.
   */
  private static final double SAMPLE_NANOS = 1e8;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** The minimum length of a stretch of warm-up. */
  private static final double STRETCH_NANOS = 2e8;

  private final Pass pass;
  private final JitCompiler compiler;
  private final List<Double> samples = new ArrayList<>();
  private int passesOfSample = 1;
  private long leastAllocated = Long.MAX_VALUE;
  private long checksum;
  private boolean isWarm;
  private double sampledNanos;
  private double compiledNanos;

  Runner(Pass pass, JitCompiler compiler) {
    this.pass = pass;
    this.compiler = compiler;
  }

  /**
   * Runs until it is warm, or for {@code mostSeconds}; at least once.
   *
   * @see WarmUp
   */
  void warm(double mostSeconds) throws IOException {
    WarmUp warmUp = new WarmUp();
    long start = System.nanoTime();
    double fastest = Double.MAX_VALUE;
    do {
      long compiled = compiler.millis();
      long from = System.nanoTime();
      double best = Double.MAX_VALUE;
      for (int i = 0; i < 2 || System.nanoTime() - from < STRETCH_NANOS; i++) {
        best = Math.min(best, nanos());
        if (mostSeconds == 0) {
          break;
        }
      }
      double compiling = (compiler.millis() - compiled) * 1e6 / (System.nanoTime() - from);
      warmUp.passed(best, compiling, compiler.isIdle());
      fastest = Math.min(fastest, best);
    } while (!warmUp.isWarm() && System.nanoTime() - start < mostSeconds * 1e9);
    isWarm = warmUp.isWarm();
    passesOfSample = (int) Math.max(1, Math.round(SAMPLE_NANOS / fastest));
  }

  void sample() throws IOException {
    long compiled = compiler.millis();
    double sum = 0;
    for (int i = 0; i < passesOfSample; i++) {
      sum += nanos();
    }
    samples.add(sum / passesOfSample);
    sampledNanos += sum;
    compiledNanos += (compiler.millis() - compiled) * 1e6;
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

  /** Drops the samples so far. */
  void forget() {
    samples.clear();
    sampledNanos = 0;
    compiledNanos = 0;
    leastAllocated = Long.MAX_VALUE;
  }

  /** The rounds, of two samples each. */
  Comparison.Series series() {
    List<Double> rounds = new ArrayList<>();
    for (int i = 0; i < samples.size(); i += 2) {
      rounds.add((samples.get(i) + samples.get(i + 1)) / 2);
    }
    return new Comparison.Series(rounds, leastAllocated, checksum, isWarm && !wasCompiled());
  }

  /** Whether who was warm was compiled again since {@link #forget}: then it was not measured. */
  boolean wasCompiled() {
    return compiledNanos > WarmUp.QUIET * sampledNanos;
  }
}
