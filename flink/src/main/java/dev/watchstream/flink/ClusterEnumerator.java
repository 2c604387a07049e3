package dev.watchstream.flink;

import dev.watchstream.fixtures.FileTree;
import dev.watchstream.fixtures.RecordedClusters;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/** Finds the clusters of a folder, once, and assigns some to each reader that asks. */
final class ClusterEnumerator implements SplitEnumerator<FleetSplit, PendingSplits> {

  /**
   * The most that are assigned at once. A request takes some 20 ms of processor time in all
   * processes together, about as long as reading 10 MB of a recording.
   */
  private static final int MOST_AT_ONCE = 16;

  /**
   * A reader gets this part of its share at once, so that near the end none waits behind others.
   */
  private static final int PART_OF_SHARE = 8;

  private final SplitEnumeratorContext<FleetSplit> context;
  private final FileTree tree;
  private final Queue<FleetSplit> pending;
  private boolean areFound;

  /** The readers that asked before the clusters were found. */
  private final Set<Integer> waiting = new LinkedHashSet<>();

  ClusterEnumerator(
      SplitEnumeratorContext<FleetSplit> context, FileTree tree, PendingSplits pending) {
    this.context = context;
    this.tree = tree;
    this.areFound = pending.areFound();
    this.pending = new ArrayDeque<>(pending.splits());
  }

  @Override
  public void start() {
    if (!areFound) {
      context.callAsync(() -> find(tree), this::found);
    }
  }

  private static List<FleetSplit> find(FileTree tree) throws IOException {
    List<FleetSplit> splits = FleetSplit.of(RecordedClusters.find(tree));
    if (splits.isEmpty()) {
      splits.add(
          new FleetSplit.Problem(
              "no recording in "
                  + tree.place()
                  + ": a recording is a folder with recording.json, or a file *.ndjson[.gz|.zst]"));
    }
    return splits;
  }

  private void found(List<FleetSplit> splits, @Nullable Throwable failure) {
    if (failure != null) {
      throw new FlinkRuntimeException(tree.place() + " cannot be looked through", failure);
    }
    areFound = true;
    pending.addAll(splits);
    List<Integer> asking = List.copyOf(waiting);
    waiting.clear();
    asking.forEach(this::give);
  }

  @Override
  public void handleSplitRequest(int reader, @Nullable String host) {
    give(reader);
  }

  private void give(int reader) {
    if (!context.registeredReaders().containsKey(reader)) {
      return; // it has failed since; after its restart it asks again
    }
    if (!areFound) {
      waiting.add(reader);
      return;
    }
    if (pending.isEmpty()) {
      context.signalNoMoreSplits(reader);
      return;
    }
    int share = pending.size() / (PART_OF_SHARE * context.currentParallelism());
    List<FleetSplit> some = new ArrayList<>();
    for (int left = Math.max(1, Math.min(share, MOST_AT_ONCE)); left > 0; left--) {
      some.add(pending.remove());
    }
    context.assignSplits(new SplitsAssignment<>(Map.of(reader, some)));
  }

  @Override
  public void addSplitsBack(List<FleetSplit> splits, int reader) {
    pending.addAll(splits);
  }

  @Override
  public void addReader(int reader) {
    // The reader asks for splits.
  }

  @Override
  public PendingSplits snapshotState(long checkpoint) {
    return new PendingSplits(areFound, List.copyOf(pending), Set.of());
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
