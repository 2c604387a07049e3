package dev.watchstream.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchstream.fixtures.RecordingInfo.Ended;
import dev.watchstream.fixtures.RecordingWriter;
import dev.watchstream.timeline.fleet.ClusterEvent;
import dev.watchstream.timeline.fleet.Report;
import dev.watchstream.timeline.fleet.RowFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job that runs while recordings appear. */
@Timeout(300)
class GrowingFolderTest {

  @TempDir Path root;

  private Fleet fleet;
  private String[] events;
  private JobClient job;
  private Duration quietTime = Duration.ZERO;

  @BeforeEach
  void begin() throws Exception {
    fleet = new Fleet(Files.createDirectories(root.resolve("fleet")));
    events = Fleet.events();
  }

  @AfterEach
  void cancel() throws Exception {
    if (job != null) {
      job.cancel().get();
    }
  }

  @Test
  void rotated_recordings_that_appear_are_one_story_and_the_gap_is_said() throws Exception {
    fleet.part("day/a", 1, null, events[0]);
    Iterator<String> rows = rows(source(), Report.ROLLOUTS, Fleet.settings());
    fleet.part("day/b", 10, Fleet.version(events[0]), events[1]);
    RecordingWriter open = fleet.begin("day/d", 30, Fleet.version(events[2]), events[3]);
    fleet.part("new/a", 1, null, events);
    String first = rows.next();
    assertThat(first).contains("\"cluster\":\"new\"", "\"gaps\":0");
    open.close(Ended.CUT);
    String second = rows.next();
    assertThat(second).contains("\"recording\":\"day/d\"", "\"gaps\":1", "\"complete\":true");
    List<String> told = new ArrayList<>(List.of(first, second));
    told.sort(null);
    assertThat(told)
        .as("what reading all of it at once tells")
        .isEqualTo(fleet.rows(Report.ROLLOUTS));
  }

  @Test
  void what_comes_too_late_for_its_story_is_a_problem() throws Exception {
    fleet.part("day/a", 1, null, events[0]);
    fleet.part("day/c", 20, null, events[2]);
    Iterator<String> problems = problems();
    fleet.part("day/b", 10, Fleet.version(events[0]), events[1]);
    assertThat(problems.next()).contains("fleet/day/b: left out, as it appeared when later ones");
  }

  @Test
  void a_broken_recording_is_told_once_it_is_sure_and_while_the_job_goes_on() throws Exception {
    Files.createDirectories(fleet.folder().resolve("day/broken"));
    Files.writeString(fleet.folder().resolve("day/broken/recording.json"), "{\"formatVersion\":");
    assertThat(problems().next()).contains("day/broken/recording.json", "line 1");
  }

  @Test
  void a_quiet_days_churn_is_told_when_no_more_of_it_can_appear() throws Exception {
    fleet.part("day/a", 1, null, events[0], events[1]);
    fleet.part("day/b", 10, Fleet.version(events[1]), events[2]);
    Iterator<String> rows = rows(source(), Report.CHURN, Fleet.settings());
    assertThat(rows.next()).contains("\"day\":\"2026-01-01\",\"events\":3,");
  }

  @Test
  void a_rollout_that_is_stuck_is_told_when_nothing_more_of_its_time_can_appear() throws Exception {
    quietTime = Duration.ofMinutes(1);
    fleet.part("day/a", 1, null, events[0], events[1]);
    Iterator<String> rows = rows(source(), Report.ROLLOUTS, Fleet.settings());
    assertThat(rows.next()).contains("\"recording\":\"day/a\"", "\"complete\":false");
    fleet.part("day/b", 600, Fleet.version(events[1]), events[2], events[3]);
    assertThat(rows.next()).contains("\"recording\":\"day/b\"", "\"complete\":true");
  }

  @Test
  void after_failures_in_mid_file_nothing_is_lost_and_nothing_is_told_twice() throws Exception {
    fleet.part("day/a", 1, null, events);
    fleet.ship("fleet-rollout", "fleet-rollout-slices");
    int restored = InterruptedSource.RESTORED_IN_THE_MIDDLE.get();
    Iterator<String> rows =
        rows(
            new InterruptedSource<>(
                source(),
                500,
                split -> split instanceof FleetSplit.OfCluster of && of.position().told() > 0),
            Report.ROLLOUTS,
            InterruptedSource.settings());
    List<String> told = new ArrayList<>();
    told.add(rows.next());
    fleet.part("day/b", 10, Fleet.version(events[3]), events[0]);
    fleet.ship("history");
    List<String> expected = fleet.rows(Report.ROLLOUTS);
    while (told.size() < expected.size()) {
      told.add(rows.next());
    }
    told.sort(null);
    assertThat(told).isEqualTo(expected);
    assertThat(InterruptedSource.RESTORED_IN_THE_MIDDLE.get() - restored).isPositive();
  }

  @Test
  void a_folder_is_not_looked_through_all_the_time() {
    assertThatThrownBy(() -> RecordingSource.of("x").following(Duration.ZERO))
        .hasMessageContaining("every second");
  }

  private RecordingSource source() {
    return RecordingSource.of(fleet.folder().toString()).following(Duration.ofSeconds(1));
  }

  private Iterator<String> problems() throws Exception {
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.createLocalEnvironment(2, Fleet.settings());
    return begin(flink, stream(flink, source()).problems());
  }

  private Iterator<String> rows(
      Source<ClusterEvent, ?, ?> source, Report<?> report, Configuration settings)
      throws Exception {
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.createLocalEnvironment(2, settings);
    return begin(flink, stream(flink, source).rows(report, RowFormat.NDJSON, quietTime));
  }

  private static FleetStream stream(
      StreamExecutionEnvironment flink, Source<ClusterEvent, ?, ?> source) {
    return FleetStream.of(flink.fromSource(source, WatermarkStrategy.noWatermarks(), "recordings"));
  }

  private Iterator<String> begin(StreamExecutionEnvironment flink, DataStream<String> lines)
      throws Exception {
    Iterator<String> rows = lines.collectAsync();
    job = flink.executeAsync();
    return rows;
  }
}
