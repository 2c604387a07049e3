package dev.watchstream.benchmarks.suites;

import dev.watchstream.benchmarks.contender.Contender;
import dev.watchstream.benchmarks.contender.Contenders;
import dev.watchstream.benchmarks.contender.Input;
import dev.watchstream.benchmarks.workload.Workload;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One contender on one workload, alone in its JVM. For looking into one of them, with JMH's
 * profilers ({@code -prof gc}); to compare them on a noisy machine use Bench, which interleaves.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 2,
    jvmArgs = {"-Xms3g", "-Xmx3g", "-Xmn1g", "-XX:+UseSerialGC"})
public class ThroughputSuite {

  /** The workload's label. */
  @Param({"rolling", "recorded", "zipf", "cold-list", "dirty", "slices"})
  public String workload = "";

  /** The contender's name. */
  @Param({"accelerated", "plain", "jackson-by-hand", "fastjson2"})
  public String contender = "";

  /** The size of the workload in MiB, well above the last-level cache. */
  @Param("64")
  public int megabytes;

  private Contender<?> reader = Contenders.create(Contenders.REFERENCE);
  private Input input = new Input(new byte[0], Input.Resource.ENDPOINTS, Input.Form.WATCH, 0);

  /** How much was read; JMH divides it by the time. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Volume {
    /** In millions of bytes. */
    public double megabytes;
  }

  /** Makes the workload. */
  @Setup
  public void prepare() throws IOException {
    input = Workload.of(workload).input((long) megabytes << 20);
    reader = Contenders.create(contender);
    String reason = reader.excludedFrom(input);
    if (reason != null) {
      throw new IllegalStateException(contender + " cannot read " + workload + ": " + reason);
    }
  }

  /** Reads it all once. */
  @Benchmark
  public long pass(Volume volume) throws IOException {
    volume.megabytes += input.bytes().length / 1e6;
    return reader.run(input);
  }
}
