package dev.watchstream.replay.body;

import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.Frame.Ending;
import dev.watchstream.replay.api.WatchBody;
import dev.watchstream.replay.time.ReplayClock;
import dev.watchstream.replay.time.StoryClock;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A watch that is to begin with a state that is still in the future. Nothing is sent until the
 * story reaches it; if it does not within a few seconds, one event says so and the watch ends.
 */
public final class AwaitedBody implements WatchBody {
  /** How long the API server waits for its cache, in real time. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final StoryClock story;
  private final long awaitedNanos;
  private final LongSupplier nanoTime;
  private final long begin;
  private final Supplier<WatchBody> whenCome;
  private final Supplier<ByteBuffer> whenNot;
  private final ReplayClock clock = new AwaitingClock();

  /** Volatile, like the next field: any thread may ask the clock. */
  private volatile @Nullable WatchBody come;

  private volatile boolean givenUp;

  /**
   * @param awaitedNanos of the story
   * @param whenNot makes the event that is sent when the time has not come
   */
  public AwaitedBody(
      StoryClock story,
      long awaitedNanos,
      LongSupplier nanoTime,
      Supplier<WatchBody> whenCome,
      Supplier<ByteBuffer> whenNot) {
    this.story = story;
    this.awaitedNanos = awaitedNanos;
    this.nanoTime = nanoTime;
    this.begin = nanoTime.getAsLong();
    this.whenCome = whenCome;
    this.whenNot = whenNot;
  }

  @Override
  public ReplayClock clock() {
    return clock;
  }

  @Override
  public Frame next() {
    WatchBody body = come;
    if (body != null) {
      return body.next();
    }
    if (givenUp) {
      return new Frame.End(0, Ending.CLEAN);
    }
    if (story.nanosUntil(awaitedNanos) == 0) {
      body = whenCome.get();
      come = body;
      return body.next();
    }
    if (patience() > 0) {
      return new Frame.Later(awaitedNanos);
    }
    givenUp = true;
    return new Frame.Chunk(0, whenNot.get());
  }

  private long patience() {
    return Math.max(0, begin + PATIENCE_NANOS - nanoTime.getAsLong());
  }

  @Override
  public boolean hasToldAll() {
    WatchBody body = come;
    return body == null ? givenUp : body.hasToldAll();
  }

  @Override
  public void close() {
    WatchBody body = come;
    if (body != null) {
      body.close();
    }
  }

  private final class AwaitingClock implements ReplayClock {
    @Override
    public long nanosUntil(long atNanos) {
      WatchBody body = come;
      if (body != null) {
        return body.clock().nanosUntil(atNanos);
      }
      return givenUp ? 0 : Math.min(patience(), story.nanosUntil(awaitedNanos));
    }

    @Override
    public Runnable onChange(Runnable listener) {
      return story.onChange(listener);
    }
  }
}
