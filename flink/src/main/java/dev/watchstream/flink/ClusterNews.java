package dev.watchstream.flink;

import dev.watchstream.fixtures.RecordedCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Messages between the readers of a growing folder and the enumerator that searches it. */
sealed interface ClusterNews extends SourceEvent {

  /**
   * From a reader: it has read all recordings of a cluster that it knows.
   *
   * @param cluster the cluster's name
   * @param known the paths of those recordings
   */
  record Wanted(String cluster, Set<String> known) implements ClusterNews {
    private static final long serialVersionUID = 1L;
  }

  /**
   * From the enumerator: the folder was searched.
   *
   * @param time when the search began, in milliseconds since 1970
   * @param clusters the serialized clusters of which the reader wants more and there is more, with
   *     all their recordings
   */
  record Found(long time, List<byte[]> clusters) implements ClusterNews {
    private static final long serialVersionUID = 1L;

    static Found of(long time, List<RecordedCluster> clusters) {
      List<byte[]> written = new ArrayList<>();
      for (RecordedCluster cluster : clusters) {
        DataOutputSerializer out = new DataOutputSerializer(256);
        try {
          FleetSplitSerializer.write(FleetSplit.OfCluster.whole(cluster), out);
        } catch (IOException e) {
          throw new UncheckedIOException("memory cannot fail", e);
        }
        written.add(out.getCopyOfBuffer());
      }
      return new Found(time, written);
    }

    List<RecordedCluster> read() {
      List<RecordedCluster> read = new ArrayList<>();
      for (byte[] cluster : clusters) {
        try {
          FleetSplit split = FleetSplitSerializer.read(new DataInputDeserializer(cluster));
          read.add(((FleetSplit.OfCluster) split).cluster());
        } catch (IOException e) {
          throw new UncheckedIOException("memory cannot fail", e);
        }
      }
      return read;
    }
  }
}
