package dev.watchstream.flink;

import dev.watchstream.timeline.fleet.ClusterEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.function.SerializableFunction;

/**
 * A source whose reader waits for a checkpoint after a number of steps, takes some more steps and
 * fails; each restart gets that number of steps further.
 */
record InterruptedSource<S extends SourceSplit, E>(
    Source<ClusterEvent, S, E> source, int steps, SerializableFunction<S, Boolean> isInTheMiddle)
    implements Source<ClusterEvent, S, E>, ResultTypeQueryable<ClusterEvent> {

  /** How many readers have failed; below, how many began in the middle of a recording. */
  static final AtomicInteger FAILURES = new AtomicInteger();

  static final AtomicInteger RESTORED_IN_THE_MIDDLE = new AtomicInteger();

  /** Counted down when a reader waits for a checkpoint. */
  static volatile CountDownLatch waiting = new CountDownLatch(1);

  private static final int STEPS_AFTER_CHECKPOINT = 3;

  /** Settings with frequent checkpoints, and any number of restarts. */
  static Configuration settings() {
    return Fleet.settings()
        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(10))
        .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
        .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100)
        .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
  }

  @Override
  public SourceReader<ClusterEvent, S> createReader(SourceReaderContext context) throws Exception {
    return new Reader(source.createReader(context));
  }

  @SuppressWarnings("try") // close() throws what the reader's throws
  private final class Reader implements SourceReader<ClusterEvent, S> {

    private final SourceReader<ClusterEvent, S> reader;
    private final CompletableFuture<Void> checkpoint = new CompletableFuture<>();
    private int taken;

    Reader(SourceReader<ClusterEvent, S> reader) {
      this.reader = reader;
    }

    @Override
    public InputStatus pollNext(ReaderOutput<ClusterEvent> output) throws Exception {
      if (taken == steps && !checkpoint.isDone()) {
        waiting.countDown();
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
    public void addSplits(List<S> splits) {
      for (S split : splits) {
        if (isInTheMiddle.apply(split)) {
          RESTORED_IN_THE_MIDDLE.incrementAndGet();
        }
      }
      reader.addSplits(splits);
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
      reader.handleSourceEvents(event);
    }

    @Override
    public void start() {
      reader.start();
    }

    @Override
    public List<S> snapshotState(long id) {
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
  public SplitEnumerator<S, E> createEnumerator(SplitEnumeratorContext<S> context)
      throws Exception {
    return source.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<S, E> restoreEnumerator(SplitEnumeratorContext<S> context, E pending)
      throws Exception {
    return source.restoreEnumerator(context, pending);
  }

  @Override
  public SimpleVersionedSerializer<S> getSplitSerializer() {
    return source.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<E> getEnumeratorCheckpointSerializer() {
    return source.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<ClusterEvent> getProducedType() {
    return ClusterEventSerializer.TYPE;
  }
}
