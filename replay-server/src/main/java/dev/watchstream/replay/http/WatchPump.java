package dev.watchstream.replay.http;

import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.Frame.Ending;
import dev.watchstream.replay.api.GzipMembers;
import dev.watchstream.replay.api.WatchBody;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends a watch's frames when they are due and the client takes them. Holds one frame at a time, so
 * the memory of a watch does not depend on its length. Everything happens on the thread of the
 * event loop.
 */
final class WatchPump {
  /** The most to send before other tasks of the same event loop get their turn. */
  private static final int TURN_FRAMES = 64;

  private static final int TURN_BYTES = 1 << 20;

  /**
   * The most to send ahead of time, so that a watch that the server ends has a whole last event.
   */
  private static final int MAX_REST_OF_EVENT_BYTES = 8 << 20;

  private final WatchBody body;
  private final long timeoutNanos;
  private final long slowReaderNanos;
  private final @Nullable GzipMembers gzip;
  private final EventExecutor loop;
  private final Wire wire;
  private final Exchange exchange;
  private final Runnable whenEnded;
  private final Runnable whenGone;

  private @Nullable Frame pending;
  private @Nullable Future<?> wakeUp;
  private @Nullable Future<?> timeout;
  private @Nullable Future<?> slowReader;
  private @Nullable Runnable stopListening;
  private boolean insideEvent;
  private boolean over;
  private boolean closed;

  /**
   * @param whenEnded runs when the end of the body was written, though perhaps not sent yet
   * @param whenGone runs when all of the body was sent: the connection may serve its next request
   */
  WatchPump(
      ApiResponse.Watch watch,
      HttpLimits limits,
      EventExecutor loop,
      Wire wire,
      Exchange exchange,
      Runnable whenEnded,
      Runnable whenGone) {
    this.body = watch.body();
    this.timeoutNanos = watch.timeoutNanos();
    this.slowReaderNanos = limits.slowReaderTimeout().toNanos();
    this.gzip = watch.gzip() ? new GzipMembers() : null;
    this.loop = loop;
    this.wire = wire;
    this.exchange = exchange;
    this.whenEnded = whenEnded;
    this.whenGone = whenGone;
  }

  void start() {
    if (over) {
      return;
    }
    stopListening = body.clock().onChange(this::changed);
    if (timeoutNanos < Long.MAX_VALUE) {
      timeout = after(timeoutNanos, () -> finishWithWholeEvent("timeout"));
    }
    step();
  }

  /** Called by any thread that changes the clock. */
  private void changed() {
    try {
      loop.execute(this::step);
    } catch (RejectedExecutionException stopped) {
      // The event loop has stopped: nobody waits for frames any more.
    }
  }

  /** The connection has become writable, or no longer is. */
  void writabilityChanged() {
    if (!over && wire.isWritable()) {
      slowReader = cancel(slowReader);
      step();
    }
  }

  /** Ends the body cleanly, now, because the server stops. */
  void stop() {
    finishWithWholeEvent("server stopped");
  }

  /** The client has closed cleanly, and is answered in the same way. */
  void leave(String how) {
    if (!over) {
      finish(Ending.CLEAN, how);
    }
  }

  /** The client is gone, so no end is sent. */
  void abandon(String how) {
    if (!over) {
      over(how);
    }
    close();
  }

  private void step() {
    guarded(
        () -> {
          wakeUp = cancel(wakeUp);
          turn();
        });
  }

  /** Runs what asks the body: an exception on the event loop would leave the watch open. */
  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | OutOfMemoryError bug) {
      // A bug of the engine or of a fault costs this client its watch; the log says why.
      ServerLog.bug("a watch has no next frame", bug);
      finish(Ending.CUT, "no next frame: " + bug);
    }
  }

  private void turn() {
    int bytes = 0;
    for (int frames = 0; frames < TURN_FRAMES && bytes < TURN_BYTES; frames++) {
      if (over) {
        return;
      }
      Frame frame = pending == null ? body.next() : pending;
      pending = frame;
      if (frame instanceof Frame.Quiet) {
        // The clock's listener asks again when there may be more.
        pending = null;
        return;
      }
      if (frame instanceof Frame.Later) {
        pending = null;
      }
      long wait = body.clock().nanosUntil(frame.atNanos());
      if (wait > 0) {
        if (wait < Long.MAX_VALUE) {
          wakeUp = after(wait, this::step);
        }
        return;
      }
      if (frame instanceof Frame.Chunk chunk) {
        if (!wire.isWritable()) {
          if (slowReader == null) {
            slowReader = after(slowReaderNanos, () -> finishWithWholeEvent("slow reader"));
          }
          return;
        }
        pending = null;
        bytes += chunk.bytes().remaining();
        send(chunk);
      } else if (frame instanceof Frame.End end) {
        finish(end.ending(), end.ending() == Ending.CLEAN ? "done" : "fault: " + end.ending());
      }
    }
    changed();
  }

  private void send(Frame.Chunk chunk) {
    insideEvent = !chunk.endsWhole();
    write(gzip == null ? chunk.bytes() : gzip.member(chunk.bytes()));
  }

  private void write(@Nullable ByteBuffer bytes) {
    if (bytes != null) {
      exchange.sent(bytes.remaining());
      wire.send(bytes);
    }
  }

  private void finishWithWholeEvent(String how) {
    guarded(() -> sendRestOfEvent(how));
  }

  private void sendRestOfEvent(String how) {
    // A pending chunk comes before it, and is not sent either.
    Frame.Chunk heldBack = over || pending instanceof Frame.Chunk ? null : body.heldBack();
    if (heldBack != null) {
      send(heldBack);
    }
    int rest = 0;
    while (!over && insideEvent && rest < MAX_REST_OF_EVENT_BYTES) {
      Frame frame = pending == null ? body.next() : pending;
      pending = null;
      if (frame instanceof Frame.Chunk chunk) {
        Frame.Chunk upToWhole = chunk.upToWhole();
        rest += upToWhole.bytes().remaining();
        send(upToWhole);
      } else if (frame instanceof Frame.End end) {
        if (end.ending() != Ending.CLEAN) {
          finish(end.ending(), "fault: " + end.ending());
        }
        break;
      } else {
        heldBack = body.heldBack();
        if (heldBack == null) {
          break;
        }
        send(heldBack);
      }
    }
    if (!over) {
      finish(Ending.CLEAN, how);
    }
  }

  private void finish(Ending ending, String how) {
    if (gzip != null) {
      write(gzip.rest());
    }
    over(how);
    whenEnded.run();
    wire.end(ending)
        .addListener(
            left -> {
              close();
              whenGone.run();
            });
  }

  private void over(String how) {
    over = true;
    wakeUp = cancel(wakeUp);
    timeout = cancel(timeout);
    slowReader = cancel(slowReader);
    if (stopListening != null) {
      stopListening.run();
    }
    exchange.over(how);
  }

  /** Only when all of it was sent: the frames are slices of the body's memory. */
  private void close() {
    if (!closed) {
      closed = true;
      body.close();
    }
  }

  private Future<?> after(long nanos, Runnable task) {
    return loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
  }

  private static @Nullable Future<?> cancel(@Nullable Future<?> timer) {
    if (timer != null) {
      timer.cancel(false);
    }
    return null;
  }
}
