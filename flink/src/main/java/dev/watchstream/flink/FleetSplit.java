package dev.watchstream.flink;

import dev.watchstream.fixtures.RecordedCluster;
import dev.watchstream.timeline.fleet.ClusterPosition;
import org.apache.flink.api.connector.source.SourceSplit;

/** What one reader reads at a time. Immutable. */
sealed interface FleetSplit extends SourceSplit {

  /**
   * What is left to read of one cluster.
   *
   * @param cluster its recordings in their order
   * @param position what was read
   * @param timestamp of the last event that was read, in milliseconds
   */
  record OfCluster(RecordedCluster cluster, ClusterPosition position, long timestamp)
      implements FleetSplit {

    static OfCluster whole(RecordedCluster cluster) {
      return new OfCluster(cluster, ClusterPosition.BEGINNING, 0);
    }

    @Override
    public String splitId() {
      return cluster.name();
    }
  }

  /**
   * What looks like a recording and is none: only to be told.
   *
   * @param text one line: the place and the reason
   */
  record Problem(String text) implements FleetSplit {
    @Override
    public String splitId() {
      return "problem: " + text;
    }
  }
}
