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
 * The recordings below a folder of any file system that Flink supports. A split is one cluster: its
 * recordings are one ordered stream, which cannot be split further.
 *
 * <p>Each event has a timestamp in milliseconds, which increases strictly within its cluster: the
 * time when it came, but at least one more than that of the event before. BATCH mode sorts by
 * timestamp, and would mix events of the same one.
 */
public final class RecordingSource
    implements Source<ClusterEvent, FleetSplit, PendingSplits>, ResultTypeQueryable<ClusterEvent> {

  private static final long serialVersionUID = 1L;

  /**
   * How long after its beginning a recording may appear in a growing folder. The watermark is this
   * far behind, so reports of a period, such as a day's churn, come this much later.
   */
  public static final Duration MAX_DELAY = Duration.ofDays(2);

  private final Path folder;

  /** The interval at which the folder is searched; null for once. */
  private final @Nullable Duration interval;

  private RecordingSource(Path folder, @Nullable Duration interval) {
    this.folder = folder;
    this.interval = interval;
  }

  /** A source of the recordings below a folder, such as {@code s3://bucket/archive}. */
  public static RecordingSource of(String folder) {
    return new RecordingSource(new Path(folder), null);
  }

  /**
   * The same for a growing folder, which is searched at an interval, without an end. A recording is
   * read when it is finished: its {@code recording.json} says how it ended, or there is a later one
   * of its cluster. A single file, such as a body or an archive, must be moved into the folder when
   * it is complete. The source emits watermarks.
   *
   * @param newInterval the interval, one second or more
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
