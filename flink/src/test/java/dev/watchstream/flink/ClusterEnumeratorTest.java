package dev.watchstream.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.RecordedCluster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.core.fs.Path;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.junit.jupiter.api.Test;

/** How many clusters a reader gets at a time. */
class ClusterEnumeratorTest {

  private static final Comparator<Integer> DOWN = Comparator.reverseOrder();

  private final Readers readers = new Readers();

  @Test
  void aReaderGetsAnEighthOfItsShareAtATimeAndTheLastOnesAlone() {
    askUntilNothingIsLeft(100);

    assertThat(readers.sizes()).startsWith(6, 5, 5, 5).endsWith(1, 1, 1).isSortedAccordingTo(DOWN);
  }

  @Test
  void ofManyClustersItGetsSixteen() {
    askUntilNothingIsLeft(10_000);

    assertThat(readers.sizes()).startsWith(16, 16, 16).endsWith(1).isSortedAccordingTo(DOWN);
  }

  private void askUntilNothingIsLeft(int count) {
    List<FleetSplit> clusters = IntStream.range(0, count).mapToObj(this::cluster).toList();
    ClusterEnumerator enumerator =
        new ClusterEnumerator(
            readers,
            new FlinkFileTree(new Path("file:///none")),
            new PendingSplits(true, clusters, Set.of()));
    for (int turn = 0; readers.done.isEmpty(); turn++) {
      enumerator.handleSplitRequest(turn % Readers.COUNT, null);
    }
    assertThat(readers.assigned.stream().flatMap(List::stream)).containsExactlyElementsOf(clusters);
  }

  private FleetSplit cluster(int number) {
    RecordedCluster.Part part = new RecordedCluster.Part("c" + number, Instant.EPOCH, false, null);
    return FleetSplit.OfCluster.whole(new RecordedCluster("c" + number, List.of(part)));
  }

  private static final class Readers implements SplitEnumeratorContext<FleetSplit> {

    static final int COUNT = 2;

    final List<List<FleetSplit>> assigned = new ArrayList<>();
    final List<Integer> done = new ArrayList<>();

    List<Integer> sizes() {
      return assigned.stream().map(List::size).toList();
    }

    @Override
    public int currentParallelism() {
      return COUNT;
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
      return Map.of(0, new ReaderInfo(0, "here"), 1, new ReaderInfo(1, "here"));
    }

    @Override
    public void assignSplits(SplitsAssignment<FleetSplit> splits) {
      assigned.addAll(splits.assignment().values());
    }

    @Override
    public void signalNoMoreSplits(int reader) {
      done.add(reader);
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void sendEventToSourceReader(int reader, SourceEvent event) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> void callAsync(Callable<T> task, BiConsumer<T, Throwable> then) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> void callAsync(
        Callable<T> task, BiConsumer<T, Throwable> then, long delay, long period) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void runInCoordinatorThread(Runnable task) {
      throw new UnsupportedOperationException();
    }
  }
}
