package dev.watchstream.client.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that passes when a test says so. */
public final class FakeTime implements WatchTime {

  private static final Instant BEGIN = Instant.parse("2026-11-22T10:00:00Z");

  private record Task(long at, Runnable run) {}

  private final List<Task> tasks = new ArrayList<>();
  private long nanos;

  @Override
  public synchronized long nanoTime() {
    return nanos;
  }

  @Override
  public synchronized Instant now() {
    return BEGIN.plusNanos(nanos);
  }

  @Override
  public synchronized Runnable schedule(Duration delay, Runnable run) {
    Task task = new Task(nanos + delay.toNanos(), run);
    tasks.add(task);
    notifyAll();
    return () -> cancel(task);
  }

  private synchronized void cancel(Task task) {
    tasks.remove(task);
  }

  /** Waits until somebody waits for exactly this long. */
  public synchronized void awaitScheduled(Duration delay) throws InterruptedException {
    long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (tasks.stream().noneMatch(task -> task.at == nanos + delay.toNanos())) {
      long left = giveUp - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("nobody waits for " + delay);
      }
      wait(Math.max(1, left / 1_000_000));
    }
  }

  /** How many wait for a time. */
  public synchronized int scheduled() {
    return tasks.size();
  }

  /** Advances to the first time that somebody waits for, and no further. */
  public void advanceToNext() {
    Duration next;
    synchronized (this) {
      next = Duration.ofNanos(tasks.stream().mapToLong(Task::at).min().orElseThrow() - nanos);
    }
    advance(next);
  }

  public void advance(Duration duration) {
    long until;
    synchronized (this) {
      until = nanos + duration.toNanos();
    }
    while (true) {
      Task due;
      synchronized (this) {
        due =
            tasks.stream()
                .filter(task -> task.at <= until)
                .min(Comparator.comparingLong(Task::at))
                .orElse(null);
        nanos = due == null ? until : Math.max(nanos, due.at);
        if (due == null) {
          return;
        }
        tasks.remove(due);
      }
      due.run.run();
    }
  }
}
