package dev.watchstream.replay.time;

import dev.watchstream.replay.model.Speed;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** The time of a story, which passes at some speed. Safe for use by several threads. */
public final class StoryClock implements ReplayClock {
  private final LongSupplier nanoTime;

  /** What full speed leaves behind: 0 where only the times count that were asked for. */
  private final long last;

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  private long story;
  private long real;
  private Speed speed;
  private boolean paused;

  /** Time stops here, whatever the speed. */
  private long end = Long.MAX_VALUE;

  /** The earliest future time that was asked for; for {@link #step}. */
  private long awaited = Long.MAX_VALUE;

  /** The next time that is asked for will count as reached: a step to an unknown time. */
  private boolean stepping;

  /**
   * @param nanoTime real nanoseconds of any origin, which never go back
   * @param startNanos of the story
   * @param lastNanos where time is, at least, when it ran at full speed and no longer does; 0 for
   *     where it was asked for
   */
  StoryClock(LongSupplier nanoTime, long startNanos, Speed speed, boolean paused, long lastNanos) {
    this.nanoTime = nanoTime;
    this.last = lastNanos;
    this.story = startNanos;
    this.real = nanoTime.getAsLong();
    this.speed = speed;
    this.paused = paused;
  }

  /**
   * In nanoseconds; at {@link Speed#MAX} unless paused, the end of time or {@link Long#MAX_VALUE}.
   */
  public synchronized long now() {
    if (paused) {
      return story;
    }
    return speed.isMax() ? end : Math.min(end, running(nanoTime.getAsLong() - real));
  }

  private long running(long elapsed) {
    return story + (speed.factor() == 1 ? elapsed : (long) (elapsed * speed.factor()));
  }

  @Override
  public synchronized long nanosUntil(long atNanos) {
    long now = now();
    if (atNanos <= now) {
      if (speed.isMax() && !paused) {
        // So that a pause stops time where the story was sent to.
        story = Math.max(story, atNanos);
      }
      return 0;
    }
    if (atNanos > end) {
      return Long.MAX_VALUE;
    }
    if (stepping) {
      stepping = false;
      story = atNanos;
      return 0;
    }
    awaited = Math.min(awaited <= now ? Long.MAX_VALUE : awaited, atNanos);
    if (paused) {
      return Long.MAX_VALUE;
    }
    long ahead = atNanos - now;
    return speed.factor() == 1 ? ahead : (long) Math.ceil(ahead / speed.factor());
  }

  @Override
  public Runnable onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  void pause() {
    synchronized (this) {
      story = passed();
      paused = true;
    }
    tell();
  }

  /** The time that has passed, which is not taken back when full speed ends. */
  private long passed() {
    if (paused || !speed.isMax()) {
      return now();
    }
    return Math.max(story, end == Long.MAX_VALUE ? last : end);
  }

  void resume() {
    synchronized (this) {
      if (paused) {
        real = nanoTime.getAsLong();
        paused = false;
        stepping = false;
      }
    }
    tell();
  }

  void speed(Speed changed) {
    synchronized (this) {
      story = passed();
      real = nanoTime.getAsLong();
      speed = changed;
    }
    tell();
  }

  void seek(long atNanos) {
    synchronized (this) {
      story = Math.min(atNanos, end);
      real = nanoTime.getAsLong();
      awaited = Long.MAX_VALUE;
      stepping = false;
    }
    tell();
  }

  /** Time stops there; {@link Long#MAX_VALUE} lets it go on, from where it stands. */
  void endAt(long newEnd) {
    synchronized (this) {
      story = Math.min(now(), newEnd);
      real = nanoTime.getAsLong();
      end = newEnd;
    }
    tell();
  }

  /** Whether that time is never reached, because time stops before. */
  public synchronized boolean isBeyondTheEnd(long atNanos) {
    return atNanos > end;
  }

  /** Stops time at the next moment that somebody waits for. */
  void step() {
    pause();
    synchronized (this) {
      if (awaited > story && awaited != Long.MAX_VALUE) {
        story = awaited;
        real = nanoTime.getAsLong();
        awaited = Long.MAX_VALUE;
      } else {
        // What was awaited has come. Time never goes back, so the next that is asked for is the
        // one.
        stepping = true;
      }
    }
    tell();
  }

  private void tell() {
    listeners.forEach(Runnable::run);
  }
}
