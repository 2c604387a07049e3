package dev.watchstream.replay.time;

import dev.watchstream.replay.model.Speed;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Controls the time of a replay, for running and future watches. With a clock for each watch, a new
 * one starts where its watch begins, at the current speed, and paused if the replay is. Safe for
 * use by several threads.
 */
public final class ReplayControl {
  private final LongSupplier nanoTime;
  private final LongUnaryOperator nextAfter;
  private final long lapNanos;
  private final @Nullable StoryClock shared;
  private final Set<StoryClock> running = ConcurrentHashMap.newKeySet();

  private Speed speed;
  private boolean paused;
  private boolean loops;

  /**
   * Begins at the story's zero.
   *
   * @param sharedClock whether all watches share one clock
   * @param lapNanos how long the story takes before it starts again; 0 when it does not
   * @param lastNanos when the last thing happens, before it starts again
   * @param nextAfter gives the next time in the story, after a given one, at which anything
   *     happens; -1 when there is none
   */
  public ReplayControl(
      Speed speed,
      boolean paused,
      boolean sharedClock,
      LongSupplier nanoTime,
      long lapNanos,
      long lastNanos,
      LongUnaryOperator nextAfter) {
    this.nanoTime = nanoTime;
    this.nextAfter = nextAfter;
    this.lapNanos = lapNanos;
    this.loops = lapNanos > 0;
    this.speed = speed;
    this.paused = paused;
    this.shared = sharedClock ? new StoryClock(nanoTime, 0, speed, paused, lastNanos) : null;
  }

  /**
   * Stops the story's time. What is already due is still sent. At full speed a shared clock then
   * stands at the end of the story, as lists show it; a watch's own where it was told to.
   */
  public synchronized void pause() {
    paused = true;
    clocks().forEach(StoryClock::pause);
  }

  public synchronized void resume() {
    paused = false;
    clocks().forEach(StoryClock::resume);
  }

  public synchronized boolean isPaused() {
    return paused;
  }

  /**
   * How fast time passes from now on.
   *
   * @throws IllegalArgumentException for full speed, while a cluster with a shared clock loops
   */
  public synchronized void setSpeed(Speed speed) {
    requireSomewhere(loops, speed);
    this.speed = speed;
    clocks().forEach(clock -> clock.speed(speed));
  }

  public synchronized Speed speed() {
    return speed;
  }

  /**
   * Whether the story starts again at its end, or stops at the end of the current lap.
   *
   * @throws IllegalArgumentException if the replay was not made to loop, if each watch has its own
   *     clock, or at full speed
   */
  public synchronized void setLoop(boolean loop) {
    if (loop == loops) {
      return;
    }
    if (shared == null || lapNanos == 0) {
      throw new IllegalArgumentException(
          "it loops, or not, from its start on: begin it with --loop, and one clock for all");
    }
    requireSomewhere(loop, speed);
    loops = loop;
    shared.endAt(loop ? Long.MAX_VALUE : (shared.now() / lapNanos + 1) * lapNanos - 1);
  }

  public synchronized boolean loops() {
    return loops;
  }

  private void requireSomewhere(boolean newLoops, Speed newSpeed) {
    if (shared != null && newLoops && newSpeed.isMax()) {
      throw new IllegalArgumentException("a cluster that loops at full speed is nowhere");
    }
  }

  /**
   * Pauses, and advances to the next event: each watch to its own next one, or with a shared clock
   * the cluster to its next. Events of the same time are sent together.
   */
  public synchronized void step() {
    paused = true;
    if (shared == null) {
      running.forEach(StoryClock::step);
      return;
    }
    shared.pause();
    long next = nextAfter.applyAsLong(shared.now());
    if (next >= 0) {
      shared.seek(next);
    }
  }

  /**
   * Moves to a time of the recording. Moving forward sends everything in between at once. After
   * moving back, lists and new watches see the earlier state; what a watch has sent stays sent, and
   * it goes on when the time of its next event comes again.
   *
   * @param offset from the recording's start; 0 or more
   */
  public synchronized void seek(Duration offset) {
    if (offset.isNegative()) {
      throw new IllegalArgumentException("there is nothing before the start: " + offset);
    }
    clocks().forEach(clock -> clock.seek(offset.toNanos()));
  }

  /**
   * The shared clock's time in the recording; null when each watch has its own clock, or when at
   * full speed all of it has passed.
   */
  public @Nullable Duration position() {
    long now = shared == null ? Long.MAX_VALUE : shared.now();
    return now == Long.MAX_VALUE ? null : Duration.ofNanos(now);
  }

  /** The shared clock; null when each watch has its own. */
  public @Nullable StoryClock shared() {
    return shared;
  }

  /** The clock of a new watch, to be given back by {@link #close}. */
  public synchronized StoryClock open(long startNanos) {
    if (shared != null) {
      return shared;
    }
    StoryClock clock = new StoryClock(nanoTime, startNanos, speed, paused, 0);
    running.add(clock);
    return clock;
  }

  public void close(StoryClock clock) {
    running.remove(clock);
  }

  private Collection<StoryClock> clocks() {
    return shared == null ? running : List.of(shared);
  }
}
