package dev.watchstream.flink;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.watchstream.timeline.fleet.ClusterEvent;
import dev.watchstream.timeline.fleet.Report;
import dev.watchstream.timeline.fleet.RowFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class FleetOnFlinkTest {

  @TempDir Path root;

  @ParameterizedTest
  @CsvSource({"STREAMING,1", "STREAMING,2", "BATCH,1", "BATCH,2"})
  void every_report_is_that_of_one_process(RuntimeExecutionMode mode, int parallelism)
      throws Exception {
    Fleet fleet = fleet();
    run(
        RecordingSource.of(fleet.folder().toString()),
        parallelism,
        FleetJob.settings().set(ExecutionOptions.RUNTIME_MODE, mode));
    assertThatAllIsTold(fleet);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void after_failures_in_mid_file_nothing_is_lost_and_nothing_is_told_twice(int parallelism)
      throws Exception {
    Fleet fleet = fleet();
    int failures = InterruptedSource.FAILURES.get();
    int restored = InterruptedSource.RESTORED_IN_THE_MIDDLE.get();
    run(
        new InterruptedSource(RecordingSource.of(fleet.folder().toString()), 500),
        parallelism,
        FleetJob.settings()
            .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(10))
            .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
            .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100)
            .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO));
    assertThat(InterruptedSource.FAILURES.get() - failures).isGreaterThanOrEqualTo(2);
    assertThat(InterruptedSource.RESTORED_IN_THE_MIDDLE.get() - restored).isPositive();
    assertThatAllIsTold(fleet);
  }

  @Test
  void a_folder_without_recordings_is_a_problem() throws Exception {
    run(RecordingSource.of(root.toString()), 1, FleetJob.settings());
    assertThat(Fleet.lines(out(), "problems"))
        .singleElement(as(STRING))
        .startsWith("no recording in ")
        .contains("a recording is a folder");
  }

  private Fleet fleet() throws IOException {
    return new Fleet(Files.createDirectory(root.resolve("fleet"))).ship().rotated();
  }

  private Path out() {
    return root.resolve("out");
  }

  private void run(Source<ClusterEvent, ?, ?> source, int parallelism, Configuration settings)
      throws Exception {
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
    FleetStream stream =
        FleetStream.of(flink.fromSource(source, WatermarkStrategy.noWatermarks(), "recordings"));
    org.apache.flink.core.fs.Path folder = new org.apache.flink.core.fs.Path(out().toUri());
    for (Report<?> report : Report.all()) {
      stream
          .rows(report, RowFormat.NDJSON)
          .sinkTo(LinesFile.sink(folder, report, RowFormat.NDJSON));
    }
    stream.problems().sinkTo(LinesFile.sink(folder, "problems", ".txt"));
    flink.execute();
  }

  private void assertThatAllIsTold(Fleet fleet) throws IOException {
    for (Report<?> report : Report.all()) {
      List<String> rows = fleet.rows(report);
      assertThat(rows).as(report.name()).isNotEmpty();
      assertThat(Fleet.lines(out(), report.name())).as(report.name()).isEqualTo(rows);
    }
    assertThat(Fleet.lines(out(), "problems"))
        .singleElement(as(STRING))
        .contains("rotated/b: ")
        .contains("event 1");
  }
}
