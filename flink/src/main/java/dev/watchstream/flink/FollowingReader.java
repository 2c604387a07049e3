package dev.watchstream.flink;

import dev.watchstream.fixtures.FileTree;
import dev.watchstream.fixtures.RecordedCluster;
import dev.watchstream.fixtures.RecordedCluster.Part;
import dev.watchstream.timeline.fleet.ClusterEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * Reads the clusters of a growing folder: always the recording that began first of all that are
 * waiting, and those of one cluster in order. It keeps the clusters that it has read to their end,
 * and resumes them when they have new recordings.
 *
 * <p>Its watermark is before all that it has not read yet, and before all recordings that may still
 * appear, which is within {@link RecordingSource#MAX_DELAY} of their beginning.
 */
final class FollowingReader extends FleetReader {

  /** The clusters that were read to their end, by name. */
  private final Map<String, FleetSplit.OfCluster> resting = new HashMap<>();

  private long lookedAt = Long.MIN_VALUE;
  private long watermark = Long.MIN_VALUE;

  FollowingReader(SourceReaderContext context, FileTree tree) {
    super(context, tree);
  }

  @Override
  public void start() {
    resting.values().forEach(this::wantMore);
  }

  private void wantMore(FleetSplit.OfCluster cluster) {
    context.sendSourceEventToCoordinator(
        new ClusterNews.Wanted(cluster.cluster().name(), paths(cluster)));
  }

  private static Set<String> paths(FleetSplit.OfCluster cluster) {
    Set<String> paths = new HashSet<>();
    cluster.cluster().parts().forEach(part -> paths.add(part.path()));
    return paths;
  }

  @Override
  public InputStatus pollNext(ReaderOutput<ClusterEvent> output) throws Exception {
    if (current == null) {
      return beginFirst(output);
    }
    boolean isMore = current.tell(output);
    if (!isMore || current.hasTurned()) {
      putBack(current);
    }
    return InputStatus.MORE_AVAILABLE;
  }

  private InputStatus beginFirst(ReaderOutput<ClusterEvent> output) throws Exception {
    FleetSplit first =
        waiting.stream().min(Comparator.comparingLong(FollowingReader::begins)).orElse(null);
    advance(first, output);
    return begin(first, output);
  }

  /**
   * When its next recording begins, in milliseconds since 1970; {@link Long#MIN_VALUE} where that
   * is not known.
   */
  private static long begins(FleetSplit split) {
    Instant begins = split instanceof FleetSplit.OfCluster cluster ? cluster.nextBegins() : null;
    return begins == null ? Long.MIN_VALUE : begins.toEpochMilli();
  }

  private void advance(@Nullable FleetSplit first, ReaderOutput<ClusterEvent> output) {
    if (lookedAt == Long.MIN_VALUE) {
      return;
    }
    long bound = lookedAt - RecordingSource.MAX_DELAY.toMillis();
    long passed = (first == null ? bound : Math.min(begins(first), bound)) - 1;
    if (passed > watermark && passed != Long.MAX_VALUE) {
      watermark = passed;
      output.emitWatermark(new Watermark(watermark));
    }
  }

  private void putBack(OpenCluster read) {
    FleetSplit.OfCluster split = read.split();
    close();
    if (split.isRead()) {
      resting.put(split.cluster().name(), split);
      wantMore(split);
    } else {
      waiting.add(split);
    }
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    if (event instanceof ClusterNews.Found found) {
      lookedAt = found.time();
      found.read().forEach(this::goOn);
      wake();
    }
  }

  private void goOn(RecordedCluster found) {
    FleetSplit.OfCluster read = resting.remove(found.name());
    if (read == null) {
      return; // its recordings were added already
    }
    List<Part> parts = read.cluster().parts();
    Set<String> known = paths(read);
    Instant last = parts.get(parts.size() - 1).startedAt();
    List<Part> next = new ArrayList<>();
    List<Part> late = new ArrayList<>();
    for (Part part : found.parts()) {
      if (!known.contains(part.path())) {
        boolean isLate =
            last != null && part.startedAt() != null && part.startedAt().isBefore(last);
        (isLate ? late : next).add(part);
      }
    }
    for (Part part : late) {
      waiting.add(
          new FleetSplit.Problem(
              "%s/%s: left out, as it appeared when later ones of its cluster had been read: read the folder anew to have it"
                  .formatted(tree.place(), part.path())));
    }
    FleetSplit.OfCluster grown = read.with(late, next);
    if (grown.isRead()) {
      resting.put(found.name(), grown);
      wantMore(grown);
    } else {
      waiting.add(grown);
    }
  }

  @Override
  public List<FleetSplit> snapshotState(long checkpoint) {
    List<FleetSplit> splits = super.snapshotState(checkpoint);
    splits.addAll(resting.values());
    return splits;
  }

  @Override
  public void addSplits(List<FleetSplit> splits) {
    for (FleetSplit split : splits) {
      if (split instanceof FleetSplit.OfCluster cluster && cluster.isRead()) {
        resting.put(cluster.cluster().name(), cluster);
      } else {
        waiting.add(split);
      }
    }
    wake();
  }
}
