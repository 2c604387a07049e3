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
 * Steers the time of a replay: of every watch that runs, and of those that come. With a clock for
 * each watch a new one begins at its own beginning, at the speed that was set last, and paused if
 * the replay is. Safe for use by several threads.
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
   * @param sharedClock whether all watches see one clock
   * @param lapNanos how long the story takes before it begins anew; 0 when it does not
   * @param nextAfter the next time of the story, after a given one, at which anything happens; -1
   *     when nothing does
   */
  public ReplayControl(
      Speed speed,
      boolean paused,
      boolean sharedClock,
      LongSupplier nanoTime,
      long lapNanos,
      LongUnaryOperator nextAfter) {
    this.nanoTime = nanoTime;
    this.nextAfter = nextAfter;
    this.lapNanos = lapNanos;
    this.loops = lapNanos > 0;
    this.speed = speed;
    this.paused = paused;
    this.shared = sharedClock ? new StoryClock(nanoTime, 0, speed, paused) : null;
  }

  /** Stops time. What is due already is still sent. */
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
   * How fast time goes by from now on.
   *
   * @throws IllegalArgumentException of full speed, while one cluster loops
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
   * Whether the story begins anew when it is over, or stands still at the end of this lap.
   *
   * @throws IllegalArgumentException if the replay was not made to loop, if each watch has its
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
   * Pauses, and goes to the next moment at which something happens: each watch to its own next
   * event, or with a shared clock the cluster to its next. Events of one moment come together.
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
   * Goes to a time of the recording. Forward, what lies between is sent at once. Back, lists and
   * new watches see the earlier state; what a watch has sent stays sent, and it goes on when the
   * time of its next event comes again.
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
   * The time of the recording by the one clock; null when each watch has its own, or when at full
   * speed all of it has passed.
   */
  public @Nullable Duration position() {
    long now = shared == null ? Long.MAX_VALUE : shared.now();
    return now == Long.MAX_VALUE ? null : Duration.ofNanos(now);
  }

  /** The one clock; null when each watch has its own. */
  public @Nullable StoryClock shared() {
    return shared;
  }

  /** The clock of a new watch; {@link #close} takes it back. */
  public synchronized StoryClock open(long startNanos) {
    if (shared != null) {
      return shared;
    }
    StoryClock clock = new StoryClock(nanoTime, startNanos, speed, paused);
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
