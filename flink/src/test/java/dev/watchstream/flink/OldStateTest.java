package dev.watchstream.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchstream.fixtures.RecordedCluster;
import dev.watchstream.fixtures.RecordedCluster.Part;
import dev.watchstream.parser.Address;
import dev.watchstream.parser.EventType;
import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.TargetRef;
import dev.watchstream.parser.rollout.AddressState;
import dev.watchstream.parser.rollout.EndpointsChange;
import dev.watchstream.parser.rollout.EndpointsChange.Entry;
import dev.watchstream.timeline.fleet.ClusterEvent;
import dev.watchstream.timeline.fleet.ClusterPosition;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** This release reads the state in checkpoints of all releases before it. */
class OldStateTest {

  private static final FleetSplit SPLIT =
      new FleetSplit.OfCluster(
          new RecordedCluster(
              "east",
              List.of(
                  new Part("east/a", Instant.ofEpochSecond(1_770_000_000, 5), false, null),
                  new Part("east/b", null, true, "42"))),
          new ClusterPosition(1, 1000, 2, "41", 7),
          1_770_000_001_234L);

  private static final String SPLIT_1 =
      "43000465617374000000020006656173742f61010000000069800e800000000500000006656173742f6200010100"
          + "0234320000000100000000000003e800000002010002343100000000000000070000019c1c38a8d2";

  private static final String EVENT_2 =
      "02000465617374430006656173742f61010000000069800e80000000050100000009456e64706f696e747300"
          + "00000473686f700000000377656200000003776562000000084d4f44494649454400000000000000070100"
          + "000000000000011dcd6500000000010000000001520000000831302e302e302e31ffffffff000000046e6f"
          + "6465ffffffff0100000003506f640000000473686f70000000057765622d31000000027531";

  private static final String ENDED_1 =
      "0100046561737445" + "0009456e64706f696e7473" + "000473686f70" + "0003776562";

  private static final String ENDED_2 = "02" + ENDED_1.substring(2) + "00000002";

  private static final String UNREADABLE_2 = "0200046561737455" + "000a783a206973206e6f6e65";

  @Test
  void the_place_of_a_cluster() throws IOException {
    FleetSplitSerializer serializer = new FleetSplitSerializer();
    assertThat(HexFormat.of().formatHex(serializer.serialize(SPLIT))).isEqualTo(SPLIT_1);
    assertThat(serializer.deserialize(1, HexFormat.of().parseHex(SPLIT_1))).isEqualTo(SPLIT);
    assertThatThrownBy(() -> serializer.deserialize(2, new byte[0]))
        .hasMessageContaining("a cluster's place is of version 2, and this release reads 1 to 1");
  }

  @Test
  void what_is_left_to_read() throws IOException {
    PendingSplits pending =
        new PendingSplits(
            true, List.of(SPLIT, new FleetSplit.Problem("x: is none")), Set.of("east", "west"));
    PendingSplits.Serializer serializer = new PendingSplits.Serializer();
    assertThat(serializer.deserialize(2, serializer.serialize(pending))).isEqualTo(pending);
    assertThat(serializer.deserialize(1, HexFormat.of().parseHex("0100000001" + SPLIT_1)))
        .as("of the version before folders could grow")
        .isEqualTo(new PendingSplits(true, List.of(SPLIT), Set.of()));
  }

  @Test
  void an_event_that_is_kept_since_the_last_snapshot_of_its_service() throws IOException {
    ClusterEvent event =
        new ClusterEvent.Changed(
            "east",
            "east/a",
            Instant.ofEpochSecond(1_770_000_000, 5),
            new EndpointsChange(
                new ServiceName("Endpoints", "shop", "web"),
                "web",
                EventType.MODIFIED,
                7,
                Duration.ofMillis(1500),
                1,
                false,
                List.of(
                    new Entry(
                        AddressState.READY,
                        new Address(
                            "10.0.0.1",
                            null,
                            "node",
                            null,
                            TargetRef.pod("shop", "web-1", "u1"))))));
    assertThatItIsWrittenAndRead(event, EVENT_2);
    assertThat(read(inVersion1(EVENT_2))).isEqualTo(event);
  }

  /** Not in the state of a service, but in flight in an unaligned checkpoint. */
  @Test
  void the_end_of_a_service_and_what_cannot_be_read() throws IOException {
    ServiceName service = new ServiceName("Endpoints", "shop", "web");
    assertThatItIsWrittenAndRead(new ClusterEvent.Ended("east", service, 2), ENDED_2);
    assertThat(read(ENDED_1))
        .as("of the version before gaps were told at the end")
        .isEqualTo(new ClusterEvent.Ended("east", service, 0));
    ClusterEvent unreadable = new ClusterEvent.Unreadable("east", "x: is none");
    assertThatItIsWrittenAndRead(unreadable, UNREADABLE_2);
    assertThat(read(inVersion1(UNREADABLE_2))).isEqualTo(unreadable);
  }

  @Test
  void an_event_of_a_newer_version_is_refused_with_the_way_out() {
    assertThatThrownBy(() -> read("03" + ENDED_2.substring(2)))
        .hasMessage(
            "an event is of version 3, and this release reads 1 to 2: go on with the release that"
                + " wrote it, or a newer one");
  }

  private static String inVersion1(String bytes) {
    return "01" + bytes.substring(2);
  }

  private static void assertThatItIsWrittenAndRead(ClusterEvent event, String bytes)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    new ClusterEventSerializer().serialize(event, out);
    assertThat(HexFormat.of().formatHex(out.getCopyOfBuffer())).isEqualTo(bytes);
    assertThat(read(bytes)).isEqualTo(event);
  }

  private static ClusterEvent read(String bytes) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(HexFormat.of().parseHex(bytes));
    ClusterEvent event = new ClusterEventSerializer().deserialize(in);
    assertThat(in.available()).isZero();
    return event;
  }
}
