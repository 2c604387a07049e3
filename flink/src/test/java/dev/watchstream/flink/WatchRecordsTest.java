package dev.watchstream.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.timeline.fleet.ClusterEvent;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** The events of a topic's records, for any content. */
class WatchRecordsTest {
  private static final String EVENT =
      "{\"type\":\"ADDED\",\"object\":{\"kind\":\"Endpoints\",\"metadata\":{\"name\":\"a\"}}}\n";

  @Test
  void an_event_is_of_the_cluster_that_its_key_names() {
    assertThat(read("c".repeat(WatchRecords.MAX_KEY_BYTES), EVENT))
        .singleElement()
        .isInstanceOfSatisfying(
            ClusterEvent.Changed.class,
            changed -> assertThat(changed.cluster()).hasSize(WatchRecords.MAX_KEY_BYTES));
  }

  @Test
  void a_key_that_is_longer_than_any_name_is_told() {
    assertThat(read("c".repeat(WatchRecords.MAX_KEY_BYTES + 1), EVENT))
        .containsExactly(
            new ClusterEvent.Unreadable(
                "",
                "events/0, offset 7: its key, which names its cluster, has 1025 bytes of at most"
                    + " 1024"));
  }

  @Test
  void what_is_no_event_is_told_with_its_place() {
    assertThat(read("prod", "oops"))
        .singleElement()
        .isInstanceOfSatisfying(
            ClusterEvent.Unreadable.class,
            unreadable -> assertThat(unreadable.toString()).contains("events/0, offset 7: "));
  }

  private static List<ClusterEvent> read(String key, String value) {
    List<ClusterEvent> read = new ArrayList<>();
    Collector<ClusterEvent> collector =
        new Collector<>() {
          @Override
          public void collect(ClusterEvent event) {
            read.add(event);
          }

          @Override
          public void close() {}
        };
    new WatchRecords()
        .deserialize(
            new ConsumerRecord<>("events", 0, 7, key.getBytes(UTF_8), value.getBytes(UTF_8)),
            collector);
    return read;
  }
}
