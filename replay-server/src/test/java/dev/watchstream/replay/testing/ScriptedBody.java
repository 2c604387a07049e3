package dev.watchstream.replay.testing;

import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.Frame.Ending;
import dev.watchstream.replay.api.WatchBody;
import dev.watchstream.replay.time.ReplayClock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A body that sends what a test has set, and records how it is used. */
public final class ScriptedBody implements WatchBody {
  private final ReplayClock clock;
  private final List<Frame> frames;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile int pulled;
  private volatile int closings;

  public ScriptedBody(ReplayClock clock, List<Frame> frames) {
    this.clock = clock;
    this.frames = List.copyOf(frames);
  }

  /** These chunks, all at once, and the clean end. */
  public static ScriptedBody of(String... chunks) {
    List<Frame> frames = new ArrayList<>();
    Arrays.stream(chunks).forEach(text -> frames.add(chunk(0, text)));
    frames.add(end(0, Ending.CLEAN));
    return new ScriptedBody(HandClock.atTheEnd(), frames);
  }

  public static Frame chunk(long atNanos, String text) {
    return new Frame.Chunk(
        atNanos, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer());
  }

  public static Frame end(long atNanos, Ending ending) {
    return new Frame.End(atNanos, ending);
  }

  public int pulled() {
    return pulled;
  }

  public int closings() {
    return closings;
  }

  /** Waits for the body to be closed. */
  public boolean awaitClosed() throws InterruptedException {
    return closed.await(20, java.util.concurrent.TimeUnit.SECONDS);
  }

  @Override
  public ReplayClock clock() {
    return clock;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread pulls; others only look.
  public Frame next() {
    if (closings > 0) {
      throw new IllegalStateException("asked for a frame after close");
    }
    if (pulled == frames.size()) {
      return new Frame.Quiet(0);
    }
    return frames.get(pulled++);
  }

  @Override
  public boolean hasToldAll() {
    return false;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate")
  public void close() {
    closings++;
    closed.countDown();
  }
}
