package dev.watchstream.benchmarks;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.watchstream.benchmarks.Results.Measurement;
import dev.watchstream.benchmarks.Results.Numbers;
import dev.watchstream.benchmarks.Results.Ring;
import dev.watchstream.benchmarks.Statistics.Interval;
import dev.watchstream.benchmarks.contender.Contenders;
import dev.watchstream.benchmarks.contender.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the release gate compares a run with; committed as {@code benchmarks/baseline.json}.
 *
 * @param feature the JDK's feature version: the JIT compiler's code depends on it
 * @param cpu the processor on which the ratios were measured: on another one they are compared less
 *     strictly
 */
record Baseline(int feature, String cpu, List<Entry> entries) {

  /**
   * One of our readers on one workload.
   *
   * @param ratio the median ratio to the reference; this and {@code ofLimit} are the only inexact
   *     numbers here
   * @param ofLimit the median fraction of the speed of {@code Arrays.equals}; null for a reader
   *     without a memory
   * @param work what a new reader did in its first pass
   */
  record Entry(
      String contender,
      String workload,
      long bytes,
      int events,
      long checksum,
      double allocatedPerEvent,
      double ratio,
      @Nullable Double ofLimit,
      @Nullable Work work) {}

  static Baseline of(Environment environment, Results.Run run) {
    List<Entry> entries = new ArrayList<>();
    for (Ring ring : run.rings()) {
      for (Measurement measurement : run.measurements()) {
        Numbers numbers = measurement.numbers();
        if (numbers != null
            && Contenders.ours().contains(measurement.contender())
            && measurement.workload().equals(ring.workload())) {
          entries.add(
              entry(
                  measurement, ring, numbers, ReleaseGate.ofLimit(run, measurement).orElse(null)));
        }
      }
    }
    return new Baseline(run.feature(), environment.cpu(), entries);
  }

  private static Entry entry(
      Measurement measurement, Ring ring, Numbers numbers, @Nullable Interval ofLimit) {
    return new Entry(
        measurement.contender(),
        ring.workload(),
        ring.bytes(),
        ring.events(),
        ring.checksum(),
        numbers.allocatedPerEvent(),
        numbers.ratio().median(),
        ofLimit == null ? null : ofLimit.median(),
        measurement.work());
  }

  Optional<Entry> find(String contender, String workload) {
    return entries.stream()
        .filter(e -> e.contender().equals(contender) && e.workload().equals(workload))
        .findFirst();
  }

  /** Only the workloads that a run, which may have ended early, has measured. */
  Baseline within(Results.Run run) {
    List<Entry> within =
        entries.stream()
            .filter(
                entry -> run.rings().stream().anyMatch(r -> r.workload().equals(entry.workload())))
            .toList();
    return new Baseline(feature, cpu, within);
  }

  static Baseline read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new BenchException(
          file + ": no such file; write it with --write-baseline on a machine that is quiet");
    }
    return new JsonMapper().readValue(Files.readAllBytes(file), Baseline.class);
  }

  void write(Path file) throws IOException {
    JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    Files.writeString(file, mapper.writeValueAsString(this) + "\n");
  }
}
