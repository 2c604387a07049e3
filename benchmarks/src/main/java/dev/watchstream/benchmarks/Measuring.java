package dev.watchstream.benchmarks;

import dev.watchstream.benchmarks.CorrectnessGate.Expected;
import dev.watchstream.benchmarks.CorrectnessGate.Outcome;
import dev.watchstream.benchmarks.Results.Measurement;
import dev.watchstream.benchmarks.Results.Numbers;
import dev.watchstream.benchmarks.Results.Ring;
import dev.watchstream.benchmarks.contender.Contender;
import dev.watchstream.benchmarks.contender.Contenders;
import dev.watchstream.benchmarks.contender.Input;
import dev.watchstream.benchmarks.contender.Work;
import dev.watchstream.benchmarks.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries out a {@link Plan} on one JDK: first whether all are right, then how fast they are. */
final class Measuring {

  /** A reference that spreads by more makes a comparison worth nothing. */
  static final double MOST_NOISE = 0.10;

  private final Plan plan;
  private final Jvm jvm;
  private final Injection injection;
  private final Progress progress;
  private final List<Ring> rings = new ArrayList<>();
  private final List<Measurement> measurements = new ArrayList<>();

  private long workloadEnds;

  Measuring(Plan plan, Jvm jvm, Injection injection, Progress progress) {
    this.plan = plan;
    this.jvm = jvm;
    this.injection = injection;
    this.progress = progress;
  }

  Results.Run run() throws IOException {
    int left = plan.workloads().size();
    progress.begin(left * plan.contenders().size());
    try (Rings files = new Rings()) {
      for (Workload workload : plan.workloads()) {
        // A slow machine leaves out the last contenders of each workload, not the last workloads.
        long now = progress.seconds();
        workloadEnds = now + (plan.budgetSeconds() - now) / left--;
        measure(workload, files);
      }
    }
    return new Results.Run(jvm.version(), jvm.feature(), rings, measurements);
  }

  private void measure(Workload workload, Rings files) throws IOException {
    long atLeast = Math.max(plan.ringBytes(), plan.wholeRecordings() ? workload.naturalBytes() : 0);
    Path file = files.write(workload, atLeast);
    Input input = workload.input(Files.readAllBytes(file));
    Ring ring = ring(workload, input);
    rings.add(ring);
    Expected expected =
        CorrectnessGate.expected(
            plan.checkedBytes() < atLeast ? workload.input(plan.checkedBytes()) : input);
    for (String contender : plan.contenders()) {
      Measurement measurement = measure(workload, contender, ring, file, expected, input);
      measurements.add(measurement);
      progress.done(measurement);
    }
    files.delete(file);
  }

  private static Ring ring(Workload workload, Input input) throws IOException {
    Contender<?> reference = Contenders.create(Contenders.REFERENCE);
    int[] events = {0};
    reference.read(input, event -> events[0]++);
    return new Ring(workload.label(), input.bytes().length, events[0], reference.run(input));
  }

  private Measurement measure(
      Workload workload, String contender, Ring ring, Path file, Expected expected, Input input)
      throws IOException {
    boolean isContender = Contenders.names().contains(contender);
    String reason = isContender ? reasonToSkip(workload, contender, expected) : null;
    if (reason == null && progress.seconds() > workloadEnds) {
      reason = "not measured: the time was up";
    }
    if (reason != null) {
      return Measurement.skipped(workload.label(), contender, reason);
    }
    Comparison comparison = compare(workload, contender, file);
    for (int i = 0; i < plan.remeasure() && comparison.referenceNoise() > MOST_NOISE; i++) {
      // Noise comes in bursts. Only it decides on another try, never the result.
      comparison = compare(workload, contender, file);
    }
    if (isContender) {
      requireSameWork(workload, contender, comparison);
    }
    return new Measurement(
        workload.label(),
        contender,
        null,
        Numbers.of(comparison, ring),
        isContender ? work(contender, input) : null);
  }

  private static @Nullable Work work(String contender, Input input) throws IOException {
    Contender<?> fresh = Contenders.create(contender);
    if (fresh.work() == null) {
      return null;
    }
    fresh.run(input);
    return fresh.work();
  }

  private static @Nullable String reasonToSkip(
      Workload workload, String contender, Expected expected) {
    Outcome outcome = CorrectnessGate.check(Contenders.create(contender), expected);
    if (outcome instanceof Outcome.Excluded excluded) {
      return excluded.reason();
    }
    if (outcome instanceof Outcome.Differs differs) {
      throw new BenchException(
          "%s on %s: %s; no time counts before all agree"
              .formatted(contender, workload.label(), differs.how()));
    }
    return null;
  }

  private Comparison compare(Workload workload, String contender, Path file) {
    Job job =
        new Job(
            Job.Task.COMPARE,
            contender,
            workload.label(),
            file,
            plan.warmupSeconds(),
            plan.measureSeconds(),
            plan.minRounds(),
            injection);
    List<Comparison.Fork> forks = new ArrayList<>();
    for (int i = 0; i < plan.forks(); i++) {
      forks.add(jvm.run(job, Comparison.Fork.class));
    }
    return new Comparison(forks);
  }

  private static void requireSameWork(Workload workload, String contender, Comparison comparison) {
    for (Comparison.Fork fork : comparison.forks()) {
      if (fork.checksum() != fork.referenceChecksum()) {
        throw new BenchException(
            "%s did not do the work of %s when it was timed on %s: the visits add up to %d, not %d"
                .formatted(
                    contender,
                    Contenders.REFERENCE,
                    workload.label(),
                    fork.checksum(),
                    fork.referenceChecksum()));
      }
    }
  }
}
