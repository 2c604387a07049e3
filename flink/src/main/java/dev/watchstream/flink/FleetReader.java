package dev.watchstream.flink;

import dev.watchstream.fixtures.FileTree;
import dev.watchstream.timeline.fleet.ClusterEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * Reads one cluster at a time, in the task's own thread. So a checkpoint is always between two
 * events, and stores how many events of the present recording were handed out.
 */
abstract sealed class FleetReader implements SourceReader<ClusterEvent, FleetSplit>
    permits ClusterReader, FollowingReader {

  final SourceReaderContext context;
  final FileTree tree;
  final List<FleetSplit> waiting = new ArrayList<>();
  @Nullable OpenCluster current;
  boolean areNoMore;

  private CompletableFuture<Void> available = new CompletableFuture<>();

  FleetReader(SourceReaderContext context, FileTree tree) {
    this.context = context;
    this.tree = tree;
  }

  /** Takes one of those that are waiting; null where there is none. */
  final InputStatus begin(@Nullable FleetSplit next, ReaderOutput<ClusterEvent> output)
      throws IOException {
    if (next == null) {
      if (areNoMore) {
        return InputStatus.END_OF_INPUT;
      }
      available = available.isDone() ? new CompletableFuture<>() : available;
      return InputStatus.NOTHING_AVAILABLE;
    }
    waiting.remove(next);
    if (next instanceof FleetSplit.Problem problem) {
      output.collect(new ClusterEvent.Unreadable("", problem.text()), 0);
    } else if (next instanceof FleetSplit.OfCluster cluster) {
      current = OpenCluster.open(tree, cluster);
    }
    return InputStatus.MORE_AVAILABLE;
  }

  @Override
  public List<FleetSplit> snapshotState(long checkpoint) {
    List<FleetSplit> splits = new ArrayList<>(waiting);
    if (current != null) {
      splits.add(current.split());
    }
    return splits;
  }

  @Override
  public final CompletableFuture<Void> isAvailable() {
    return current != null || !waiting.isEmpty() || areNoMore
        ? CompletableFuture.completedFuture(null)
        : available;
  }

  /** Something may be waiting now. */
  final void wake() {
    available.complete(null);
  }

  @Override
  public void addSplits(List<FleetSplit> splits) {
    waiting.addAll(splits);
    wake();
  }

  @Override
  public final void notifyNoMoreSplits() {
    areNoMore = true;
    wake();
  }

  @Override
  public final void close() {
    if (current != null) {
      current.close();
      current = null;
    }
  }
}
