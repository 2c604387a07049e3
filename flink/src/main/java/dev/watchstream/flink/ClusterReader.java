package dev.watchstream.flink;

import dev.watchstream.fixtures.FileTree;
import dev.watchstream.timeline.fleet.ClusterEvent;
import java.io.IOException;
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
 * Reads one cluster after the other, in the task's own thread. So a checkpoint is always between
 * two events, and stores how many events of the present recording were handed out.
 */
final class ClusterReader implements SourceReader<ClusterEvent, FleetSplit> {

  private final SourceReaderContext context;
  private final FileTree tree;
  private final Queue<FleetSplit> waiting = new ArrayDeque<>();
  private CompletableFuture<Void> available = new CompletableFuture<>();
  private boolean areNoMore;

  private @Nullable OpenCluster current;

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
    if (current != null) {
      if (current.tell(output)) {
        return InputStatus.MORE_AVAILABLE;
      }
      current.tellEnd(output);
      close();
      askForMore();
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
      current = OpenCluster.open(tree, cluster);
    }
    return InputStatus.MORE_AVAILABLE;
  }

  private void askForMore() {
    if (waiting.isEmpty() && !areNoMore) {
      context.sendSplitRequest();
    }
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
  public CompletableFuture<Void> isAvailable() {
    return current != null || !waiting.isEmpty() || areNoMore
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
    if (current != null) {
      current.close();
      current = null;
    }
  }
}
