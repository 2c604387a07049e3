package dev.watchstream.flink;

import dev.watchstream.fixtures.FileTree;
import dev.watchstream.timeline.fleet.ClusterEvent;
import dev.watchstream.timeline.fleet.ClusterReading;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * Reads one cluster after the other, in the task's own thread: a checkpoint falls between two
 * events, and holds how many of a recording were handed out.
 */
final class ClusterReader implements SourceReader<ClusterEvent, FleetSplit> {

  private final SourceReaderContext context;
  private final FileTree tree;
  private final Queue<FleetSplit> waiting = new ArrayDeque<>();
  private CompletableFuture<Void> available = new CompletableFuture<>();
  private boolean areNoMore;

  private FleetSplit.@Nullable OfCluster current;
  private @Nullable ClusterReading reading;
  private long timestamp;

  ClusterReader(SourceReaderContext context, FileTree tree) {
    this.context = context;
    this.tree = tree;
  }

  @Override
  public void start() {
    if (waiting.isEmpty()) {
      context.sendSplitRequest();
    }
  }

  @Override
  public InputStatus pollNext(ReaderOutput<ClusterEvent> output) throws IOException {
    if (reading != null) {
      ClusterEvent event = reading.next();
      if (event != null) {
        timestamp = Math.max(timestamp + 1, time(event));
        output.collect(event, timestamp);
        return InputStatus.MORE_AVAILABLE;
      }
      endSplit();
    }
    FleetSplit next = waiting.poll();
    if (next == null) {
      if (areNoMore) {
        return InputStatus.END_OF_INPUT;
      }
      available = available.isDone() ? new CompletableFuture<>() : available;
      return InputStatus.NOTHING_AVAILABLE;
    }
    if (next instanceof FleetSplit.Problem problem) {
      output.collect(new ClusterEvent.Unreadable("", problem.text()), 0);
      askForMore();
    } else if (next instanceof FleetSplit.OfCluster cluster) {
      current = cluster;
      reading = ClusterReading.resume(tree, cluster.cluster(), cluster.position());
      timestamp = cluster.timestamp();
    }
    return InputStatus.MORE_AVAILABLE;
  }

  /** In milliseconds; the smallest of all where it is not known. */
  private static long time(ClusterEvent event) {
    if (event instanceof ClusterEvent.Changed changed && changed.zero() != null) {
      Duration time = changed.change().time();
      return time == null ? Long.MIN_VALUE : changed.zero().plus(time).toEpochMilli();
    }
    return Long.MIN_VALUE;
  }

  private void endSplit() {
    close();
    current = null;
    askForMore();
  }

  private void askForMore() {
    if (waiting.isEmpty() && !areNoMore) {
      context.sendSplitRequest();
    }
  }

  @Override
  public List<FleetSplit> snapshotState(long checkpoint) {
    List<FleetSplit> splits = new ArrayList<>(waiting);
    if (current != null && reading != null) {
      splits.add(new FleetSplit.OfCluster(current.cluster(), reading.position(), timestamp));
    }
    return splits;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return reading != null || !waiting.isEmpty() || areNoMore
        ? CompletableFuture.completedFuture(null)
        : available;
  }

  @Override
  public void addSplits(List<FleetSplit> splits) {
    waiting.addAll(splits);
    available.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {
    areNoMore = true;
    available.complete(null);
  }

  @Override
  public void close() {
    if (reading != null) {
      reading.close();
      reading = null;
    }
  }
}
