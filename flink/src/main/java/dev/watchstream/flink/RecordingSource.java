package dev.watchstream.flink;

import dev.watchstream.timeline.fleet.ClusterEvent;
import java.time.Clock;
import java.time.Duration;
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
import org.jspecify.annotations.Nullable;

/**
 * The recordings below a folder of any file system that Flink knows. A split is one cluster: its
 * recordings are one ordered stream, which cannot be split further.
 *
 * <p>Each event has a timestamp in milliseconds, which rises strictly within its cluster: when it
 * came, or the next after the event before, where that is more or the time is not known. BATCH mode
 * sorts by it, and would mix events of one moment.
 */
public final class RecordingSource
    implements Source<ClusterEvent, FleetSplit, PendingSplits>, ResultTypeQueryable<ClusterEvent> {

  private static final long serialVersionUID = 1L;

  /**
   * How long after it began a recording may appear in a folder that grows. Older times are over
   * then, and what is told once in a while, such as a day's churn, is told.
   */
  public static final Duration MAX_DELAY = Duration.ofDays(2);

  private final Path folder;

  /** How often the folder is looked through; null for once. */
  private final @Nullable Duration interval;

  private RecordingSource(Path folder, @Nullable Duration interval) {
    this.folder = folder;
    this.interval = interval;
  }

  /** Of the recordings below a folder, such as {@code s3://bucket/archive}. */
  public static RecordingSource of(String folder) {
    return new RecordingSource(new Path(folder), null);
  }

  /**
   * The same of a folder that grows, looked through again and again without an end. A recording is
   * read when it is finished: its recorder noted how it ended, or a later one of its cluster is
   * there; a file by itself, such as a body or an archive, is to be moved in whole. Events have
   * watermarks.
   *
   * @param newInterval how often, one second or more
   */
  public RecordingSource following(Duration newInterval) {
    if (newInterval.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "not every " + newInterval + " but every second, or less often");
    }
    return new RecordingSource(folder, newInterval);
  }

  @Override
  public Boundedness getBoundedness() {
    return interval == null ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SplitEnumerator<FleetSplit, PendingSplits> createEnumerator(
      SplitEnumeratorContext<FleetSplit> context) {
    return restoreEnumerator(context, PendingSplits.NOT_LOOKED_FOR);
  }

  @Override
  public SplitEnumerator<FleetSplit, PendingSplits> restoreEnumerator(
      SplitEnumeratorContext<FleetSplit> context, PendingSplits pending) {
    FlinkFileTree tree = new FlinkFileTree(folder);
    return interval == null
        ? new ClusterEnumerator(context, tree, pending)
        : new FolderWatch(context, tree, pending, interval, Clock.systemUTC());
  }

  @Override
  public SourceReader<ClusterEvent, FleetSplit> createReader(SourceReaderContext context) {
    FlinkFileTree tree = new FlinkFileTree(folder);
    return interval == null ? new ClusterReader(context, tree) : new FollowingReader(context, tree);
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
