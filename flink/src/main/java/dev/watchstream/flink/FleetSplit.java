package dev.watchstream.flink;

import dev.watchstream.fixtures.RecordedCluster;
import dev.watchstream.fixtures.RecordedCluster.Part;
import dev.watchstream.fixtures.RecordedClusters;
import dev.watchstream.timeline.fleet.ClusterPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;
import org.jspecify.annotations.Nullable;

/** The unit of work of a reader. Immutable. */
sealed interface FleetSplit extends SourceSplit {

  /** The splits of what was found, the problems first. */
  static List<FleetSplit> of(RecordedClusters found) {
    List<FleetSplit> splits = new ArrayList<>();
    found.problems().forEach(problem -> splits.add(new Problem(problem)));
    found.clusters().forEach(cluster -> splits.add(OfCluster.whole(cluster)));
    return splits;
  }

  /**
   * One cluster, and how far it was read.
   *
   * @param cluster its recordings, in order
   * @param position the position up to which it was read
   * @param timestamp of the last event that was read, in milliseconds
   */
  record OfCluster(RecordedCluster cluster, ClusterPosition position, long timestamp)
      implements FleetSplit {

    static OfCluster whole(RecordedCluster cluster) {
      return new OfCluster(cluster, ClusterPosition.BEGINNING, 0);
    }

    /** Whether all of its recordings were read. */
    boolean isRead() {
      return position.part() == cluster.parts().size();
    }

    /** When the recording began that comes next; null where that is not known. */
    @Nullable Instant nextBegins() {
      return isRead() ? null : cluster.parts().get(position.part()).startedAt();
    }

    /**
     * A copy with the recordings that appeared after all others had been read.
     *
     * @param passedOver recordings that appeared too late to be read
     * @param next recordings to read next, in order
     */
    OfCluster with(List<Part> passedOver, List<Part> next) {
      List<Part> parts = new ArrayList<>(cluster.parts());
      parts.addAll(passedOver);
      ClusterPosition from =
          new ClusterPosition(
              parts.size(),
              position.eventsBefore(),
              position.gapsBefore(),
              position.versionBefore(),
              0);
      parts.addAll(next);
      return new OfCluster(new RecordedCluster(cluster.name(), parts), from, timestamp);
    }

    @Override
    public String splitId() {
      return cluster.name();
    }
  }

  /**
   * A file or folder that looks like a recording but cannot be read: only to be reported.
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
