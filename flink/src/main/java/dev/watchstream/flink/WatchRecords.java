package dev.watchstream.flink;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.WatchStreamException;
import dev.watchstream.parser.rollout.EndpointsChanges;
import dev.watchstream.parser.stream.EndpointsParser;
import dev.watchstream.timeline.fleet.ClusterEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records of a Kafka topic whose value is one or more whole watch events, and whose key is the name
 * of their cluster: so the events of a cluster are in one partition, in order.
 *
 * <p>In reports the recording is {@code topic/partition}, an event's number is the record's offset
 * there, and its time is the record's timestamp. A record that cannot be read is reported as a
 * problem, and its rest is left out.
 */
public final class WatchRecords implements KafkaRecordDeserializationSchema<ClusterEvent> {

  private static final long serialVersionUID = 1L;

  /** A parser reads one record only, so the accelerated reader would have nothing to reuse. */
  private static final ParserOptions OPTIONS =
      ParserOptions.defaults().withReader(ParserOptions.Reader.PLAIN);

  /** In bytes. Limited because the name is in every row, and in checkpoints. */
  static final int MAX_KEY_BYTES = 1024;

  /** A deserializer without settings. */
  public WatchRecords() {}

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ClusterEvent> out) {
    byte[] key = record.key();
    byte[] value = record.value();
    if (key != null && key.length > MAX_KEY_BYTES) {
      String tooLong =
          ": its key, which names its cluster, has %d bytes of at most %d"
              .formatted(key.length, MAX_KEY_BYTES);
      out.collect(new ClusterEvent.Unreadable("", place(record) + tooLong));
      return;
    }
    String cluster = key == null ? "" : new String(key, StandardCharsets.UTF_8);
    if (cluster.isEmpty() || value == null) {
      String lacks = cluster.isEmpty() ? "key, which names its cluster" : "value: an event is one";
      out.collect(new ClusterEvent.Unreadable(cluster, place(record) + ": it has no " + lacks));
      return;
    }
    try {
      EndpointsParser parser =
          EndpointsParser.create(event -> accept(event, cluster, record, out), OPTIONS);
      parser.feed(value, 0, value.length);
      parser.endOfInput();
    } catch (WatchStreamException e) {
      out.collect(new ClusterEvent.Unreadable(cluster, place(record) + ": " + e.getMessage()));
    }
  }

  private static void accept(
      StreamEvent event,
      String cluster,
      ConsumerRecord<byte[], byte[]> record,
      Collector<ClusterEvent> out) {
    if (event instanceof EndpointsEvent endpoints) {
      out.collect(
          new ClusterEvent.Changed(
              cluster,
              record.topic() + "/" + record.partition(),
              Instant.EPOCH,
              new EndpointsChanges(record.offset(), 0).acceptWhole(endpoints, time(record))));
    }
  }

  private static @Nullable Duration time(ConsumerRecord<byte[], byte[]> record) {
    return record.timestamp() == ConsumerRecord.NO_TIMESTAMP
        ? null
        : Duration.ofMillis(record.timestamp());
  }

  private static String place(ConsumerRecord<byte[], byte[]> record) {
    return record.topic() + "/" + record.partition() + ", offset " + record.offset();
  }

  @Override
  public TypeInformation<ClusterEvent> getProducedType() {
    return ClusterEventSerializer.TYPE;
  }
}
