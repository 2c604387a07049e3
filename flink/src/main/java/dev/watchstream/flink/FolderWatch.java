package dev.watchstream.flink;

import dev.watchstream.fixtures.FileTree;
import dev.watchstream.fixtures.RecordedCluster;
import dev.watchstream.fixtures.RecordedClusters;
import dev.watchstream.flink.ClusterNews.Wanted;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * Searches a growing folder at an interval. Assigns each new cluster to the readers in turn, and
 * sends new recordings of a known cluster to the reader that has it.
 */
final class FolderWatch implements SplitEnumerator<FleetSplit, PendingSplits> {

  /** The result of one search. */
  private record Look(RecordedClusters clusters, long time) {}

  private final SplitEnumeratorContext<FleetSplit> context;
  private final FileTree tree;
  private final Duration interval;
  private final Clock clock;
  private final Queue<FleetSplit> pending;

  private final KnownSplits known;

  private int turn;

  /** By cluster. After a failure, a reader asks again. */
  private final Map<String, Wanted> wanted = new HashMap<>();

  private final Map<String, Integer> readers = new HashMap<>();

  /**
   * The problems of the last search. One that is also found by the next is reported; before, it may
   * be an upload that is still running.
   */
  private Set<String> problems = Set.of();

  FolderWatch(
      SplitEnumeratorContext<FleetSplit> context,
      FileTree tree,
      PendingSplits pending,
      Duration interval,
      Clock clock) {
    this.context = context;
    this.tree = tree;
    this.interval = interval;
    this.clock = clock;
    this.pending = new ArrayDeque<>(pending.splits());
    this.known = new KnownSplits(pending.known(), KnownSplits.MAX_BYTES);
  }

  @Override
  public void start() {
    context.callAsync(this::look, this::found, 0, interval.toMillis());
  }

  private Look look() throws IOException {
    long time = clock.millis(); // recordings that appear during the search count as later
    return new Look(RecordedClusters.findFinished(tree), time);
  }

  private void found(Look look, @Nullable Throwable failure) {
    if (failure != null) {
      throw new FlinkRuntimeException(tree.place() + " cannot be looked through", failure);
    }
    for (FleetSplit split : FleetSplit.of(look.clusters)) {
      boolean isSure = split instanceof FleetSplit.OfCluster || problems.contains(split.splitId());
      if (isSure && known.add(split.splitId())) {
        pending.add(split);
      }
    }
    problems = new HashSet<>();
    look.clusters.problems().forEach(p -> problems.add(new FleetSplit.Problem(p).splitId()));
    tell(look);
    give();
  }

  private void tell(Look look) {
    Map<Integer, List<RecordedCluster>> found = new HashMap<>();
    for (RecordedCluster cluster : look.clusters.clusters()) {
      Wanted more = wanted.get(cluster.name());
      Integer reader = readers.get(cluster.name());
      boolean isMore =
          more != null
              && cluster.parts().stream().anyMatch(part -> !more.known().contains(part.path()));
      if (isMore && reader != null && context.registeredReaders().containsKey(reader)) {
        found.computeIfAbsent(reader, r -> new ArrayList<>()).add(cluster);
        wanted.remove(cluster.name());
      }
    }
    for (int reader : context.registeredReaders().keySet()) {
      context.sendEventToSourceReader(
          reader, ClusterNews.Found.of(look.time, found.getOrDefault(reader, List.of())));
    }
  }

  /**
   * Assigns splits once all readers are registered: otherwise the first one would get all of them.
   */
  private void give() {
    List<Integer> there = List.copyOf(new TreeSet<>(context.registeredReaders().keySet()));
    if (there.size() < context.currentParallelism()) {
      return;
    }
    for (FleetSplit split = pending.poll(); split != null; split = pending.poll()) {
      context.assignSplit(split, there.get(turn++ % there.size()));
    }
  }

  @Override
  public void handleSourceEvent(int reader, SourceEvent event) {
    if (event instanceof Wanted more) {
      wanted.put(more.cluster(), more);
      readers.put(more.cluster(), reader);
    }
  }

  @Override
  public void handleSplitRequest(int reader, @Nullable String host) {
    // Splits are assigned without a request.
  }

  @Override
  public void addSplitsBack(List<FleetSplit> splits, int reader) {
    pending.addAll(splits);
  }

  @Override
  public void addReader(int reader) {
    give();
  }

  @Override
  public PendingSplits snapshotState(long checkpoint) {
    return new PendingSplits(true, List.copyOf(pending), known.ids());
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
