package dev.watchstream.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchstream.fixtures.RecordedCluster;
import dev.watchstream.fixtures.RecordedCluster.Part;
import dev.watchstream.timeline.fleet.ClusterPosition;
import java.io.IOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bytes of the checkpoints of every release so far are read by this one. */
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
        new PendingSplits(true, List.of(SPLIT, new FleetSplit.Problem("x: is none")));
    PendingSplits.Serializer serializer = new PendingSplits.Serializer();
    assertThat(serializer.deserialize(1, serializer.serialize(pending))).isEqualTo(pending);
  }
}
