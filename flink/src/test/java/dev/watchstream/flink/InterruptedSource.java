package dev.watchstream.flink;

import dev.watchstream.timeline.fleet.ClusterEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Recordings whose reader, after so many steps, waits for a checkpoint, takes some steps more and
 * fails; again and again, each time that many steps further on.
 */
record InterruptedSource(RecordingSource source, int steps)
    implements Source<ClusterEvent, FleetSplit, PendingSplits>, ResultTypeQueryable<ClusterEvent> {

  /** How many readers failed so far, and how many began in the middle of a recording. */
  static final AtomicInteger FAILURES = new AtomicInteger();

  static final AtomicInteger RESTORED_IN_THE_MIDDLE = new AtomicInteger();

  private static final int STEPS_AFTER_CHECKPOINT = 3;

  @Override
  public SourceReader<ClusterEvent, FleetSplit> createReader(SourceReaderContext context) {
    return new Reader(source.createReader(context));
  }

  @SuppressWarnings("try") // close() throws what the reader's throws
  private final class Reader implements SourceReader<ClusterEvent, FleetSplit> {

    private final SourceReader<ClusterEvent, FleetSplit> reader;
    private final CompletableFuture<Void> checkpoint = new CompletableFuture<>();
    private int taken;

    Reader(SourceReader<ClusterEvent, FleetSplit> reader) {
      this.reader = reader;
    }

    @Override
    public InputStatus pollNext(ReaderOutput<ClusterEvent> output) throws Exception {
      if (taken == steps && !checkpoint.isDone()) {
        return InputStatus.NOTHING_AVAILABLE;
      }
      if (taken == steps + STEPS_AFTER_CHECKPOINT) {
        FAILURES.incrementAndGet();
        throw new IllegalStateException("as the test wants it");
      }
      InputStatus status = reader.pollNext(output);
      taken += status == InputStatus.MORE_AVAILABLE ? 1 : 0;
      return status;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return taken == steps && !checkpoint.isDone() ? checkpoint : reader.isAvailable();
    }

    @Override
    public void notifyCheckpointComplete(long id) throws Exception {
      reader.notifyCheckpointComplete(id);
      if (taken == steps) {
        checkpoint.complete(null);
      }
    }

    @Override
    public void addSplits(List<FleetSplit> splits) {
      for (FleetSplit split : splits) {
        if (split instanceof FleetSplit.OfCluster cluster && cluster.position().told() > 0) {
          RESTORED_IN_THE_MIDDLE.incrementAndGet();
        }
      }
      reader.addSplits(splits);
    }

    @Override
    public void start() {
      reader.start();
    }

    @Override
    public List<FleetSplit> snapshotState(long id) {
      return reader.snapshotState(id);
    }

    @Override
    public void notifyNoMoreSplits() {
      reader.notifyNoMoreSplits();
    }

    @Override
    public void close() throws Exception {
      reader.close();
    }
  }

  @Override
  public Boundedness getBoundedness() {
    return source.getBoundedness();
  }

  @Override
  public SplitEnumerator<FleetSplit, PendingSplits> createEnumerator(
      SplitEnumeratorContext<FleetSplit> context) {
    return source.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<FleetSplit, PendingSplits> restoreEnumerator(
      SplitEnumeratorContext<FleetSplit> context, PendingSplits pending) {
    return source.restoreEnumerator(context, pending);
  }

  @Override
  public SimpleVersionedSerializer<FleetSplit> getSplitSerializer() {
    return source.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<PendingSplits> getEnumeratorCheckpointSerializer() {
    return source.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<ClusterEvent> getProducedType() {
    return source.getProducedType();
  }
}
