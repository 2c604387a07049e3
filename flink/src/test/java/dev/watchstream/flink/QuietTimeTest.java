package dev.watchstream.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchstream.parser.rollout.EndpointsChanges;
import dev.watchstream.parser.stream.EndpointsParser;
import dev.watchstream.timeline.fleet.ClusterEvent;
import dev.watchstream.timeline.fleet.Report;
import dev.watchstream.timeline.fleet.RowFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CollectionUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What is under way in a service that has been quiet for a minute, where each event takes the
 * watermark with it.
 */
@Timeout(300)
class QuietTimeTest {

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final List<ClusterEvent> events = new ArrayList<>();
  private final EndpointsChanges changes = new EndpointsChanges();

  @Test
  void a_rollout_that_goes_on_within_the_time_is_told_when_it_ends_alone() throws Exception {
    told("shop", 0, 0);
    told("shop", 1, 59);
    told("other", 0, 100);
    told("shop", 2, 118);
    told("shop", 3, 177);
    told("other", 0, 1000);
    assertThat(rows(Report.ROLLOUTS)).containsExactly("shop, complete:true");
  }

  @Test
  void a_rollout_that_is_stuck_is_told_once_and_again_when_it_ends() throws Exception {
    told("shop", 0, 0);
    told("shop", 1, 10);
    told("other", 0, 130);
    told("other", 0, 400);
    told("other", 0, 1000);
    told("shop", 2, 1010);
    told("shop", 3, 1011);
    told("other", 0, 2000);
    assertThat(rows(Report.ROLLOUTS))
        .containsExactly("shop, complete:false", "shop, complete:true");
  }

  @Test
  void at_the_end_what_is_under_way_is_told_once() throws Exception {
    told("shop", 0, 0);
    told("shop", 1, 10);
    assertThat(rows(Report.ROLLOUTS)).containsExactly("shop, complete:false");
  }

  @Test
  void churn_and_pods_have_no_quiet_time() throws Exception {
    told("shop", 0, 0);
    assertThatThrownBy(() -> rows(Report.CHURN)).hasMessageContaining("of churn");
    assertThatThrownBy(() -> rows(Report.PODS)).hasMessageContaining("of pods");
  }

  /** Adds an event of {@link Fleet#events}, at a second. */
  private void told(String namespace, int event, int second) throws IOException {
    byte[] bytes =
        Fleet.events()[event]
            .replace("\"namespace\":\"default\"", "\"namespace\":\"" + namespace + "\"")
            .getBytes(StandardCharsets.UTF_8);
    Duration time = Duration.ofSeconds(second);
    EndpointsParser.create(
            told ->
                events.add(
                    new ClusterEvent.Changed("east", "east/a", BEGIN, changes.accept(told, time))))
        .parse(bytes);
  }

  private List<String> rows(Report<?> report) throws Exception {
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.createLocalEnvironment(1, Fleet.settings());
    var stream =
        flink
            .fromData(ClusterEventSerializer.TYPE, events.toArray(new ClusterEvent[0]))
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<ClusterEvent>forGenerator(context -> new AtEachEvent())
                    .withTimestampAssigner((event, before) -> millis(event)));
    var rows = FleetStream.of(stream).rows(report, RowFormat.NDJSON, Duration.ofMinutes(1));
    return CollectionUtil.iteratorToList(rows.executeAndCollect()).stream()
        .map(QuietTimeTest::excerpt)
        .toList();
  }

  private static long millis(ClusterEvent event) {
    return BEGIN.plus(((ClusterEvent.Changed) event).change().time()).toEpochMilli();
  }

  private static String excerpt(String row) {
    return row.replaceAll(".*\"namespace\":\"(\\w+)\".*\"(complete)\":(\\w+).*", "$1, $2:$3");
  }

  private static final class AtEachEvent implements WatermarkGenerator<ClusterEvent> {

    @Override
    public void onEvent(ClusterEvent event, long timestamp, WatermarkOutput output) {
      output.emitWatermark(new Watermark(timestamp - 1));
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }
}
