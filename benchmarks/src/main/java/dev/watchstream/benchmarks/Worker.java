package dev.watchstream.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.watchstream.benchmarks.contender.Contender;
import dev.watchstream.benchmarks.contender.Contenders;
import dev.watchstream.benchmarks.contender.Input;
import dev.watchstream.benchmarks.contender.Pass;
import dev.watchstream.benchmarks.workload.Workload;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** The main class of a fork: does one {@link Job} and prints the result as JSON. */
final class Worker {

  /** What was compiled while it was measured is measured again, so often at most. */
  private static final int MOST_TRIES = 3;

  private Worker() {}

  /** Takes the job as JSON. */
  public static void main(String[] args) throws IOException {
    endWithParent();
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

  /** Standard input ends when the parent process does, whatever kills it. */
  private static void endWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // Treated as the end.
              }
              Runtime.getRuntime().halt(1);
            });
    watch.setDaemon(true);
    watch.start();
  }

  static Comparison.Fork compare(Job job, Input input) throws IOException {
    JitCompiler compiler = JitCompiler.ofThisJvm();
    List<Runner> runners = new ArrayList<>();
    for (String name : job.contenders()) {
      Pass pass = Contenders.pass(name, input);
      runners.add(
          new Runner(
              Contenders.ours().contains(name)
                  ? job.injection().into(pass, input.bytes().length)
                  : pass,
              compiler));
    }
    // All once, so that the JIT compiler optimises no call site for one contender only.
    for (Runner runner : runners) {
      runner.warm(0);
    }
    // Each alone: in turn with a slow one, a fast one would hardly run. Twice, as running the
    // others may deoptimise compiled code, which is then compiled again.
    for (int i = 0; i < 2; i++) {
      for (Runner runner : runners) {
        runner.warm(job.effort().warmupSeconds());
      }
    }
    round(runners);
    int tries = 0;
    do {
      runners.forEach(Runner::forget);
      long enough = after(job.effort().measureSeconds());
      for (int i = 0; i < job.effort().minRounds() || System.nanoTime() - enough < 0; i++) {
        round(runners);
      }
    } while (++tries < MOST_TRIES && runners.stream().anyMatch(Runner::wasCompiled));
    return new Comparison.Fork(runners.stream().map(Runner::series).toList());
  }

  /** Forwards and backwards, so that an even drift affects all equally. */
  private static void round(List<Runner> runners) throws IOException {
    for (int i = 0; i < runners.size(); i++) {
      runners.get(i).sample();
    }
    for (int i = runners.size() - 1; i >= 0; i--) {
      runners.get(i).sample();
    }
  }

  private static Latency latency(Job job, Input input) throws IOException {
    Contender<?> contender = Contenders.create(job.contenders().get(0));
    Histogram histogram = new Histogram(3);
    long warm = after(job.effort().warmupSeconds());
    do {
      time(contender, input, histogram);
    } while (System.nanoTime() - warm < 0);
    histogram.reset();
    long enough = after(job.effort().measureSeconds());
    do {
      time(contender, input, histogram);
    } while (System.nanoTime() - enough < 0);
    return Latency.of(histogram);
  }

  /** The latency of an event is the time since the previous one was handed out. */
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
          // The time of the bookkeeping is not the contender's.
          before[0] = System.nanoTime();
        });
  }

  private static long retained(Job job, Input input) throws IOException {
    long before = usedHeap();
    Contender<?> contender = Contenders.create(job.contenders().get(0));
    try {
      contender.run(input);
      return usedHeap() - before;
    } finally {
      Reference.reachabilityFence(contender);
      Reference.reachabilityFence(input);
    }
  }

  /** After a collection, as the current usage includes whole thread-local allocation buffers. */
  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getCollectionUsage().getUsed())
        .sum();
  }

  private static long after(double seconds) {
    return System.nanoTime() + (long) (seconds * 1e9);
  }
}
