package dev.watchstream.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.ThreadMXBean;
import dev.watchstream.benchmarks.contender.Contender;
import dev.watchstream.benchmarks.contender.Contenders;
import dev.watchstream.benchmarks.contender.Input;
import dev.watchstream.benchmarks.contender.Pass;
import dev.watchstream.benchmarks.workload.Workload;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** What runs in a fork: does one {@link Job} and prints what it found as JSON. */
final class Worker {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Worker() {}

  /** Takes the job as JSON. */
  public static void main(String[] args) throws IOException {
    JsonMapper mapper = new JsonMapper();
    Job job = mapper.readValue(args[0], Job.class);
    Input input = Workload.of(job.workload()).input(Files.readAllBytes(job.ring()));
    Object found =
        switch (job.task()) {
          case COMPARE -> compare(job, input);
          case LATENCY -> latency(job, input);
          case RETAINED -> retained(job, input);
        };
    System.out.println(mapper.writeValueAsString(found));
  }

  private static Comparison.Fork compare(Job job, Input input) throws IOException {
    Pass contender =
        job.injection().into(Contenders.pass(job.contender(), input), input.bytes().length);
    Pass reference = Contenders.pass(Contenders.REFERENCE, input);
    long warm = after(job.warmupSeconds());
    do {
      contender.run();
      reference.run();
    } while (System.nanoTime() - warm < 0);

    Stopwatch mine = new Stopwatch(contender);
    Stopwatch theirs = new Stopwatch(reference);
    List<Double> nanos = new ArrayList<>();
    List<Double> referenceNanos = new ArrayList<>();
    long enough = after(job.measureSeconds());
    while (nanos.size() < job.minRounds() || System.nanoTime() - enough < 0) {
      double first = mine.nanos();
      double both = theirs.nanos() + theirs.nanos();
      nanos.add((first + mine.nanos()) / 2);
      referenceNanos.add(both / 2);
    }
    return new Comparison.Fork(
        nanos, referenceNanos, mine.leastAllocated, mine.result, theirs.result);
  }

  private static Latency latency(Job job, Input input) throws IOException {
    Contender<?> contender = Contenders.create(job.contender());
    Histogram histogram = new Histogram(3);
    long warm = after(job.warmupSeconds());
    do {
      time(contender, input, new Histogram(3));
    } while (System.nanoTime() - warm < 0);
    long enough = after(job.measureSeconds());
    do {
      time(contender, input, histogram);
    } while (System.nanoTime() - enough < 0);
    return Latency.of(histogram);
  }

  /** An event takes the time from when the one before was handed out. */
  private static <E> void time(Contender<E> contender, Input input, Histogram histogram)
      throws IOException {
    long[] before = {0};
    contender.read(
        input,
        event -> {
          long now = System.nanoTime();
          if (before[0] != 0) {
            histogram.recordValue(now - before[0]);
          }
          // What the bookkeeping takes is not the contender's.
          before[0] = System.nanoTime();
        });
  }

  private static long retained(Job job, Input input) throws IOException {
    long before = usedHeap();
    Contender<?> contender = Contenders.create(job.contender());
    try {
      contender.run(input);
      return usedHeap() - before;
    } finally {
      Reference.reachabilityFence(contender);
      Reference.reachabilityFence(input);
    }
  }

  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long after(double seconds) {
    return System.nanoTime() + (long) (seconds * 1e9);
  }

  /** Times a pass, and counts what it allocates. */
  private static final class Stopwatch {
    private final Pass pass;
    private long leastAllocated = Long.MAX_VALUE;
    private long result;

    Stopwatch(Pass pass) {
      this.pass = pass;
    }

    double nanos() throws IOException {
      long allocated = THREADS.getCurrentThreadAllocatedBytes();
      long start = System.nanoTime();
      result = pass.run();
      long nanos = System.nanoTime() - start;
      allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
      leastAllocated = Math.min(leastAllocated, allocated);
      return nanos;
    }
  }
}
