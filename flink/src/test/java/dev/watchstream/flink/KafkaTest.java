package dev.watchstream.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.Recordings;
import dev.watchstream.timeline.fleet.ClusterEvent;
import dev.watchstream.timeline.fleet.Report;
import dev.watchstream.timeline.fleet.RowFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CollectionUtil;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a real broker in this process. */
@Tag("long")
@Timeout(300)
class KafkaTest {

  private static final String TOPIC = "watch";

  /** The names of clusters, and the shipped recordings of which they have the events. */
  private static final Map<String, String> CLUSTERS =
      Map.of("east", "one-pod-rollout", "west", "bookmarks", "north", "fleet-rollout");

  private static KafkaClusterTestKit broker;

  @TempDir Path root;

  @BeforeAll
  static void start() throws Exception {
    TestKitNodes one =
        new TestKitNodes.Builder()
            .setCombined(true)
            .setNumBrokerNodes(1)
            .setNumControllerNodes(1)
            .build();
    broker =
        new KafkaClusterTestKit.Builder(one)
            .setConfigProp("offsets.topic.replication.factor", "1")
            .setConfigProp("offsets.topic.num.partitions", "1")
            .build();
    broker.format();
    broker.startup();
    broker.waitForReadyBrokers();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1))).all().get();
    }
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "delivery.timeout.ms", 600_000),
            new StringSerializer(),
            new StringSerializer())) {
      for (ProducerRecord<String, String> record : records()) {
        sent.add(producer.send(record));
      }
    }
    for (Future<RecordMetadata> acknowledged : sent) {
      acknowledged.get();
    }
  }

  private static List<ProducerRecord<String, String>> records() throws IOException {
    List<ProducerRecord<String, String>> records = new ArrayList<>();
    records.add(new ProducerRecord<>(TOPIC, 0, null, "{}"));
    records.add(new ProducerRecord<>(TOPIC, 0, "south", null));
    records.add(new ProducerRecord<>(TOPIC, 0, "south", "{\"type\":"));
    for (Map.Entry<String, String> cluster : CLUSTERS.entrySet()) {
      String[] events = events(cluster.getValue());
      for (int i = 0; i < events.length - 2; i++) {
        records.add(new ProducerRecord<>(TOPIC, cluster.getKey(), events[i]));
      }
      String last = events[events.length - 2] + events[events.length - 1];
      records.add(new ProducerRecord<>(TOPIC, cluster.getKey(), last));
    }
    return records;
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @Test
  void each_clusters_rollouts_are_those_of_its_recording_whatever_fails() throws Exception {
    InterruptedSource<KafkaPartitionSplit, KafkaSourceEnumState> interrupted =
        new InterruptedSource<>(source(), 600, split -> split.getStartingOffset() > 0);
    int failures = InterruptedSource.FAILURES.get();
    int restored = InterruptedSource.RESTORED_IN_THE_MIDDLE.get();
    Path out = root.resolve("out");
    run(out, interrupted, InterruptedSource.settings());
    assertThat(InterruptedSource.FAILURES.get() - failures).isPositive();
    assertThat(InterruptedSource.RESTORED_IN_THE_MIDDLE.get() - restored).isPositive();
    for (Map.Entry<String, String> cluster : CLUSTERS.entrySet()) {
      Path folder = root.resolve(cluster.getKey());
      List<String> expected = new Fleet(folder).ship(cluster.getValue()).rows(Report.ROLLOUTS);
      assertThat(expected).isNotEmpty();
      List<String> told =
          Fleet.lines(out, "rollouts").stream()
              .filter(row -> row.contains("\"cluster\":\"" + cluster.getKey() + "\""))
              .toList();
      assertThat(told.stream().map(KafkaTest::figures).toList())
          .isEqualTo(expected.stream().map(KafkaTest::figures).toList());
      assertThat(told.get(0)).contains("\"recording\":\"watch/", "\"start\":\"20");
    }
    assertThat(Fleet.lines(out, "problems"))
        .hasSize(3)
        .anySatisfy(line -> assertThat(line).contains("watch/0, offset 0: it has no key"))
        .anySatisfy(line -> assertThat(line).contains("watch/0, offset 1: it has no value"))
        .anySatisfy(
            line ->
                assertThat(line).contains("watch/0, offset 2: the stream ends inside an event"));
  }

  @Test
  void the_recipe_of_a_table_has_a_row_for_each_event() throws Exception {
    TableEnvironment flink =
        TableEnvironment.create(
            EnvironmentSettings.newInstance()
                .inBatchMode()
                .withConfiguration(Fleet.settings())
                .build());
    List<String> recipe = Recipe.statements("watch", broker.bootstrapServers());
    flink.executeSql(recipe.get(0));
    int events = 0;
    for (String recording : CLUSTERS.values()) {
      events += events(recording).length;
    }
    assertThat(rows(flink, "SELECT COUNT(*) FROM watch")).containsExactly("+I[" + events + "]");
    assertThat(rows(flink, recipe.get(1)))
        .anySatisfy(row -> assertThat(row).startsWith("+I[north, "))
        .anySatisfy(row -> assertThat(row).startsWith("+I[west, default, passport-auth, "));
  }

  private static List<String> rows(TableEnvironment flink, String query) {
    return CollectionUtil.iteratorToList(flink.executeSql(query).collect()).stream()
        .map(Row::toString)
        .toList();
  }

  private static KafkaSource<ClusterEvent> source() {
    return KafkaSource.<ClusterEvent>builder()
        .setBootstrapServers(broker.bootstrapServers())
        .setTopics(TOPIC)
        .setGroupId("test")
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setBounded(OffsetsInitializer.latest())
        .setDeserializer(new WatchRecords())
        .build();
  }

  private static void run(Path out, Source<ClusterEvent, ?, ?> source, Configuration settings)
      throws Exception {
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.createLocalEnvironment(2, settings);
    FleetStream stream =
        FleetStream.of(flink.fromSource(source, WatermarkStrategy.noWatermarks(), "records"));
    org.apache.flink.core.fs.Path folder = new org.apache.flink.core.fs.Path(out.toUri());
    stream
        .rows(Report.ROLLOUTS, RowFormat.NDJSON)
        .sinkTo(LinesFile.sink(folder, Report.ROLLOUTS, RowFormat.NDJSON));
    stream.problems().sinkTo(LinesFile.sink(folder, "problems", ".txt"));
    flink.execute();
  }

  /** The figures of a row that do not depend on where and when it was recorded. */
  private static String figures(String row) {
    return Pattern.compile(
            "\"(namespace|name|from|to|complete|ready[A-Z]\\w+|notReadyMax|surge)\":(\\[[^]]*]|[^,}]*)")
        .matcher(row)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.joining(" "));
  }

  private static String[] events(String recording) throws IOException {
    try (InputStream body = Recordings.open(recording).openBody()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8).split("(?<=\n)");
    }
  }
}
