package dev.watchstream.benchmarks.suites;

import dev.watchstream.benchmarks.contender.Contenders;
import dev.watchstream.benchmarks.contender.Input;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
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
 * From making a parser to its first event, including class loading, in a JVM that has read none
 * before.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(7)
public class FirstEventSuite {

  /** The contender's name. */
  @Param({"accelerated", "plain"})
  public String contender = "";

  private Input input = new Input(new byte[0], Input.Resource.ENDPOINTS, Input.Form.WATCH, 0);

  /**
   * Reads an event of a recording as plain text: no class that a contender uses may be loaded yet.
   */
  @Setup
  public void prepare() throws IOException {
    try (InputStream in =
            Objects.requireNonNull(
                FirstEventSuite.class.getResourceAsStream(
                    "/recordings/one-pod-rollout/body.ndjson"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      byte[] event = Objects.requireNonNull(lines.readLine()).getBytes(StandardCharsets.UTF_8);
      input = new Input(event, Input.Resource.ENDPOINTS, Input.Form.WATCH, Input.WHOLE);
    }
  }

  /** Makes a parser and reads the event. */
  @Benchmark
  public long firstEvent() throws IOException {
    return Contenders.create(contender).run(input);
  }
}
