package dev.watchstream.flink;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.watchstream.timeline.fleet.ClusterEvent;
import dev.watchstream.timeline.fleet.Report;
import dev.watchstream.timeline.fleet.RowFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class FleetOnFlinkTest {

  @TempDir Path root;

  private long maxLiveBytes = StoryState.MAX_LIVE_BYTES;

  @ParameterizedTest
  @CsvSource({"STREAMING,1", "STREAMING,2", "BATCH,1", "BATCH,2"})
  void every_report_is_that_of_one_process(RuntimeExecutionMode mode, int parallelism)
      throws Exception {
    Fleet fleet = new Fleet(root.resolve("fleet")).ship().generated().rotated();
    run(
        RecordingSource.of(fleet.folder().toString()),
        parallelism,
        Fleet.settings().set(ExecutionOptions.RUNTIME_MODE, mode));
    assertThatAllIsTold(fleet);
  }

  /**
   * With a state backend that stores bytes no story is cached, so each is read from them every
   * time.
   */
  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void after_failures_in_mid_file_nothing_is_lost_and_nothing_is_told_twice(String backend)
      throws Exception {
    maxLiveBytes = backend.equals("rocksdb") ? 0 : StoryState.MAX_LIVE_BYTES;
    Fleet fleet = fleet();
    int failures = InterruptedSource.FAILURES.get();
    int restored = InterruptedSource.RESTORED_IN_THE_MIDDLE.get();
    run(
        new InterruptedSource<>(
            RecordingSource.of(fleet.folder().toString()), 500, FleetOnFlinkTest::isInTheMiddle),
        2,
        InterruptedSource.settings().set(StateBackendOptions.STATE_BACKEND, backend));
    assertThat(InterruptedSource.FAILURES.get() - failures).isPositive();
    assertThat(InterruptedSource.RESTORED_IN_THE_MIDDLE.get() - restored).isPositive();
    assertThatAllIsTold(fleet);
  }

  @Test
  @Tag("long")
  void a_savepoint_of_one_task_goes_on_in_two() throws Exception {
    Fleet fleet = fleet();
    RecordingSource recordings = RecordingSource.of(fleet.folder().toString());
    InterruptedSource.waiting = new CountDownLatch(1);
    InterruptedSource<?, ?> held = new InterruptedSource<>(recordings, 700, split -> false);
    JobClient job = job(held, 1, Fleet.settings()).executeAsync();
    InterruptedSource.waiting.await();
    String savepoint = stop(job);
    int restored = InterruptedSource.RESTORED_IN_THE_MIDDLE.get();
    InterruptedSource<?, ?> rest =
        new InterruptedSource<>(recordings, Integer.MAX_VALUE, FleetOnFlinkTest::isInTheMiddle);
    run(rest, 2, Fleet.settings().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint));
    assertThat(InterruptedSource.RESTORED_IN_THE_MIDDLE.get() - restored).isPositive();
    assertThatAllIsTold(fleet);
  }

  /**
   * The savepoint is of a job of all reports in one task, at the first event of {@link
   * Fleet#rotated}, when a service's state was a function's, and written at each event.
   */
  @Test
  void a_savepoint_from_before_state_was_written_at_checkpoints_goes_on() throws Exception {
    Fleet fleet = new Fleet(root.resolve("fleet")).rotated();
    Path savepoint = Files.createDirectory(root.resolve("savepoint"));
    try (InputStream metadata = getClass().getResourceAsStream("savepoint-of-each-event")) {
      Files.copy(metadata, savepoint.resolve("_metadata"));
    }
    int restored = InterruptedSource.RESTORED_IN_THE_MIDDLE.get();
    run(
        new InterruptedSource<>(
            RecordingSource.of(fleet.folder().toString()),
            Integer.MAX_VALUE,
            FleetOnFlinkTest::isInTheMiddle),
        1,
        Fleet.settings().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint.toString()));
    assertThat(InterruptedSource.RESTORED_IN_THE_MIDDLE.get() - restored).isPositive();
    for (Report<?> report : List.of(Report.ROLLOUTS, Report.CHURN, Report.PODS)) {
      assertThatItIsTold(report, fleet);
    }
  }

  /** Stops a job with a savepoint; retries, as it is refused until all tasks run. */
  private String stop(JobClient job) throws InterruptedException {
    while (true) {
      try {
        return job.stopWithSavepoint(
                false, root.resolve("savepoint").toString(), SavepointFormatType.CANONICAL)
            .get();
      } catch (ExecutionException e) {
        assertThat(e).hasStackTraceContaining("Not all required tasks are currently running");
      }
    }
  }

  private static boolean isInTheMiddle(FleetSplit split) {
    return split instanceof FleetSplit.OfCluster of && of.position().told() > 0;
  }

  @Test
  void a_folder_without_recordings_is_a_problem() throws Exception {
    run(RecordingSource.of(root.toString()), 1, Fleet.settings());
    assertThat(Fleet.lines(out(), "problems"))
        .singleElement(as(STRING))
        .startsWith("no recording in ")
        .contains("a recording is a folder");
  }

  /** Small clusters, and two that are longer than what a reader reads before it fails. */
  private Fleet fleet() throws IOException {
    return new Fleet(root.resolve("fleet"))
        .ship("passport-auth", "bookmarks", "history", "fleet-rollout", "fleet-rollout-slices")
        .rotated();
  }

  private Path out() {
    return root.resolve("out");
  }

  private void run(Source<ClusterEvent, ?, ?> source, int parallelism, Configuration settings)
      throws Exception {
    job(source, parallelism, settings).execute();
  }

  private StreamExecutionEnvironment job(
      Source<ClusterEvent, ?, ?> source, int parallelism, Configuration settings)
      throws IOException {
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
    FleetStream stream =
        FleetStream.of(
            flink
                .fromSource(source, WatermarkStrategy.noWatermarks(), "recordings")
                .uid("recordings"));
    org.apache.flink.core.fs.Path folder = new org.apache.flink.core.fs.Path(out().toUri());
    for (Report<?> report : Report.all()) {
      stream
          .rows(report, RowFormat.NDJSON, Duration.ZERO, maxLiveBytes)
          .sinkTo(LinesFile.sink(folder, report, RowFormat.NDJSON))
          .uid(report.name());
    }
    stream.problems().sinkTo(LinesFile.sink(folder, "problems", ".txt")).uid("problems");
    return flink;
  }

  private void assertThatAllIsTold(Fleet fleet) throws IOException {
    for (Report<?> report : Report.all()) {
      assertThatItIsTold(report, fleet);
    }
    assertThat(Fleet.lines(out(), "problems"))
        .singleElement(as(STRING))
        .contains("rotated/b: ")
        .contains("event 1");
  }

  private void assertThatItIsTold(Report<?> report, Fleet fleet) throws IOException {
    List<String> rows = fleet.rows(report);
    assertThat(rows).as(report.name()).isNotEmpty();
    assertThat(Fleet.lines(out(), report.name())).as(report.name()).isEqualTo(rows);
  }
}
