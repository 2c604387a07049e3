package dev.watchstream.benchmarks;

import dev.watchstream.benchmarks.Embedding.Construction;
import dev.watchstream.benchmarks.Embedding.Retained;
import dev.watchstream.benchmarks.contender.Contenders;
import dev.watchstream.benchmarks.suites.ConstructionSuite;
import dev.watchstream.benchmarks.suites.FirstEventSuite;
import dev.watchstream.benchmarks.workload.Workload;
import dev.watchstream.fixtures.synthetic.SyntheticStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures an {@link Embedding}. */
final class EmbeddingMeasuring {

  private static final long RING_BYTES = 64 << 20;
  private static final Effort EFFORT = new Effort(1, 2, 3, 1);

  private final Jvm jvm;
  private final Progress progress;

  EmbeddingMeasuring(Jvm jvm, Progress progress) {
    this.jvm = jvm;
    this.progress = progress;
  }

  Embedding run() throws IOException {
    try (Rings rings = new Rings()) {
      return new Embedding(
          latencies(rings.write(Workload.ROLLING, RING_BYTES)),
          firstEvents(),
          constructions(),
          retained(rings));
    }
  }

  private Map<String, Latency> latencies(Path ring) {
    Map<String, Latency> latencies = new LinkedHashMap<>();
    for (String contender : Contenders.names()) {
      progress.say("latency of an event, " + contender);
      latencies.put(
          contender,
          jvm.run(job(Job.Task.LATENCY, contender, Workload.ROLLING, ring), Latency.class));
    }
    return latencies;
  }

  private List<Retained> retained(Rings rings) throws IOException {
    List<Retained> retained = new ArrayList<>();
    for (int objects : List.of(100, 1_000, 10_000, 100_000)) {
      Path ring =
          rings.write(
              objects + "-objects",
              out ->
                  SyntheticStream.zipf(objects)
                      .writeTo(out, SyntheticStream.Size.ofEvents(2L * objects)));
      for (String contender : Contenders.ours()) {
        progress.say("memory kept after %,d objects, %s".formatted(objects, contender));
        Job job = job(Job.Task.RETAINED, contender, Workload.ZIPF, ring);
        retained.add(new Retained(contender, objects, jvm.run(job, Long.class)));
      }
    }
    return retained;
  }

  private static Job job(Job.Task task, String contender, Workload workload, Path ring) {
    return new Job(task, List.of(contender), workload.label(), ring, EFFORT, Injection.NONE);
  }

  private Map<String, Double> firstEvents() {
    progress.say("time to the first event of a fresh JVM");
    Map<String, Double> millis = new LinkedHashMap<>();
    for (RunResult result : jmh(FirstEventSuite.class)) {
      millis.put(contender(result), result.getPrimaryResult().getStatistics().getPercentile(50));
    }
    return millis;
  }

  private Map<String, Construction> constructions() {
    progress.say("construction of a parser");
    Map<String, Construction> constructions = new LinkedHashMap<>();
    for (RunResult result : jmh(ConstructionSuite.class)) {
      constructions.put(
          contender(result),
          new Construction(
              result.getPrimaryResult().getScore(),
              Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                  .getScore()));
    }
    return constructions;
  }

  private Collection<RunResult> jmh(Class<?> suite) {
    try {
      return new Runner(
              new OptionsBuilder()
                  .include(suite.getName())
                  .param("contender", Contenders.names().toArray(String[]::new))
                  .jvm(jvm.home().resolve("bin").resolve("java").toString())
                  .jvmArgs(Jvm.FLAGS.toArray(String[]::new))
                  .addProfiler(GCProfiler.class)
                  .verbosity(VerboseMode.SILENT)
                  .shouldFailOnError(true)
                  .build())
          .run();
    } catch (RunnerException e) {
      throw new BenchException(suite.getSimpleName() + " failed: " + e.getMessage());
    }
  }

  private static String contender(RunResult result) {
    return result.getParams().getParam("contender");
  }
}
