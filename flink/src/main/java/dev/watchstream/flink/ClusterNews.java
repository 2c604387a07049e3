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

/** What the readers of a folder that grows and the one who looks through it tell each other. */
sealed interface ClusterNews extends SourceEvent {

  /**
   * A reader has read all recordings of a cluster that it knows.
   *
   * @param cluster its name
   * @param known the paths of the recordings
   */
  record Wanted(String cluster, Set<String> known) implements ClusterNews {
    private static final long serialVersionUID = 1L;
  }

  /**
   * The folder was looked through.
   *
   * @param time when, in milliseconds since 1970
   * @param clusters the bytes of those of which the reader wants more, with all of their recordings
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
