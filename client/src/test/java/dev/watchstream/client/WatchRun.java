package dev.watchstream.client;

import dev.watchstream.client.WatchNotice.Change;
import dev.watchstream.client.WatchNotice.Ended;
import dev.watchstream.client.WatchNotice.Synced;
import dev.watchstream.client.time.FakeTime;
import dev.watchstream.parser.EndpointsEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A watch under test: its notices as text, a store, and a clock on which pauses between requests
 * pass at once.
 */
public final class WatchRun implements AutoCloseable {

  public final FakeTime time = new FakeTime();
  public final EndpointsStore store = new EndpointsStore();
  public final List<String> story = new CopyOnWriteArrayList<>();
  public final List<Duration> pauses = new CopyOnWriteArrayList<>();
  public final EndpointsWatch watch;

  private final BlockingQueue<Ended> ends = new LinkedBlockingQueue<>();
  private final boolean passPauses;
  private final Consumer<WatchNotice> also;
  private volatile boolean isClosed;
  private int passed;

  private WatchRun(
      ApiServer server,
      UnaryOperator<EndpointsWatch.Builder> options,
      boolean passPauses,
      Consumer<WatchNotice> also)
      throws IOException {
    this.passPauses = passPauses;
    this.also = also;
    EndpointsWatch.Builder builder = EndpointsWatch.of(server).time(time).random(new Random(1));
    watch = options.apply(builder).start(this::onNotice);
    Thread driver = new Thread(this::drive, "time-driver");
    driver.setDaemon(true);
    driver.start();
  }

  /** Pauses pass at once. */
  public static WatchRun of(String url, UnaryOperator<EndpointsWatch.Builder> options)
      throws IOException {
    return of(ApiServer.at(url).build(), options);
  }

  /** Pauses pass at once; connections of earlier watches of the server are reused. */
  public static WatchRun of(ApiServer server, UnaryOperator<EndpointsWatch.Builder> options)
      throws IOException {
    return new WatchRun(server, options, true, notice -> {});
  }

  public static WatchRun of(
      String url, UnaryOperator<EndpointsWatch.Builder> options, Consumer<WatchNotice> also)
      throws IOException {
    return new WatchRun(ApiServer.at(url).build(), options, true, also);
  }

  /** Pauses pass when the test says so. */
  public static WatchRun withPauses(String url, UnaryOperator<EndpointsWatch.Builder> options)
      throws IOException {
    return new WatchRun(ApiServer.at(url).build(), options, false, notice -> {});
  }

  /** Waits until the story has a line with this beginning. */
  public void await(String beginning) throws InterruptedException {
    awaitThat(lines -> lines.stream().anyMatch(line -> line.startsWith(beginning)), beginning);
  }

  /** Waits until {@code count} changes were told. */
  public void awaitChanges(int count) throws InterruptedException {
    awaitThat(lines -> changes().size() >= count, count + " changes");
  }

  /** Waits until the story has this many lines with this beginning. */
  public void await(String beginning, int times) throws InterruptedException {
    awaitThat(
        lines -> lines.stream().filter(line -> line.startsWith(beginning)).count() >= times,
        times + " × " + beginning);
  }

  /** Waits until the condition holds for the story. */
  public synchronized void awaitThat(Predicate<List<String>> condition, String what)
      throws InterruptedException {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.test(story)) {
      long left = (giveUp - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("no " + what + " in " + String.join("\n", story));
      }
      wait(left);
    }
  }

  public boolean has(String beginning) {
    return story.stream().anyMatch(line -> line.startsWith(beginning));
  }

  /**
   * Waits until the story has a line with this beginning, or for the next pause, which then passes.
   */
  public void passPause(String beginning) throws InterruptedException {
    awaitThat(lines -> has(beginning) || pauses.size() > passed, beginning + " or a pause");
    if (!has(beginning)) {
      Duration pause = pauses.get(passed++);
      if (!pause.isZero()) {
        time.awaitScheduled(pause);
        time.advance(pause);
      }
    }
  }

  /** The changes alone, such as {@code WATCH MODIFIED default/a 7}. */
  public List<String> changes() {
    return story.stream().filter(line -> line.matches("(INITIAL|WATCH|RELIST) .*")).toList();
  }

  @Override
  public void close() {
    stop();
  }

  /** Stops the watch, and waits until it has ended. */
  public void stop() {
    isClosed = true;
    watch.close();
  }

  private void onNotice(WatchNotice notice) {
    store.onNotice(notice);
    also.accept(notice);
    if (notice instanceof Ended ended) {
      pauses.add(ended.retryIn());
      ends.add(ended);
    }
    synchronized (this) {
      story.add(line(notice));
      notifyAll();
    }
  }

  private static String line(WatchNotice notice) {
    if (notice instanceof Change change) {
      EndpointsEvent event = change.event();
      return change.source()
          + " "
          + event.type()
          + " "
          + event.namespace()
          + "/"
          + event.name()
          + " "
          + event.resourceVersion();
    } else if (notice instanceof Synced synced) {
      return (synced.isRelist() ? "relisted " : "synced ") + synced.resourceVersion();
    } else if (notice instanceof WatchNotice.Bookmark bookmark) {
      return "bookmark " + bookmark.resourceVersion();
    } else if (notice instanceof WatchNotice.Opened opened) {
      return "opened " + opened.resourceVersion();
    } else if (notice instanceof Ended ended) {
      return "ended " + ended.request() + " " + ended.end() + ": " + ended.message();
    } else if (notice instanceof WatchNotice.Warning warning) {
      return "warning: " + warning.message();
    }
    return "stopped";
  }

  private void drive() {
    try {
      while (passPauses && !isClosed) {
        Ended ended = ends.poll(50, TimeUnit.MILLISECONDS);
        if (ended != null && !ended.retryIn().isZero()) {
          time.awaitScheduled(ended.retryIn());
          time.advance(ended.retryIn());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (AssertionError e) {
      // The watch was stopped instead of waiting.
      isClosed = true;
    }
  }
}
