package dev.watchstream.flink;

import dev.watchstream.timeline.fleet.ClusterEvent;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * The recordings below a folder of any file system that Flink knows, read once. A split is one
 * cluster: its recordings are one ordered stream, which cannot be split further.
 *
 * <p>Each event has a timestamp in milliseconds, which rises strictly within its cluster: when it
 * came, or the next after the event before, where that is more or the time is not known. BATCH mode
 * sorts by it, and would mix events of one moment.
 */
public final class RecordingSource
    implements Source<ClusterEvent, FleetSplit, PendingSplits>, ResultTypeQueryable<ClusterEvent> {

  private static final long serialVersionUID = 1L;

  private final Path folder;

  private RecordingSource(Path folder) {
    this.folder = folder;
  }

  /** Of the recordings below a folder, such as {@code s3://bucket/archive}. */
  public static RecordingSource of(String folder) {
    return new RecordingSource(new Path(folder));
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SplitEnumerator<FleetSplit, PendingSplits> createEnumerator(
      SplitEnumeratorContext<FleetSplit> context) {
    return restoreEnumerator(context, PendingSplits.NOT_LOOKED_FOR);
  }

  @Override
  public SplitEnumerator<FleetSplit, PendingSplits> restoreEnumerator(
      SplitEnumeratorContext<FleetSplit> context, PendingSplits pending) {
    return new ClusterEnumerator(context, new FlinkFileTree(folder), pending);
  }

  @Override
  public SourceReader<ClusterEvent, FleetSplit> createReader(SourceReaderContext context) {
    return new ClusterReader(context, new FlinkFileTree(folder));
  }

  @Override
  public SimpleVersionedSerializer<FleetSplit> getSplitSerializer() {
    return new FleetSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<PendingSplits> getEnumeratorCheckpointSerializer() {
    return new PendingSplits.Serializer();
  }

  @Override
  public TypeInformation<ClusterEvent> getProducedType() {
    return ClusterEventSerializer.TYPE;
  }
}
