package dev.watchstream.cli.page;

import dev.watchstream.parser.ServiceName;
import dev.watchstream.timeline.ServiceTimeline;
import dev.watchstream.timeline.Timeline;
import dev.watchstream.timeline.TimelineBuilder;
import dev.watchstream.timeline.picture.Picture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends a growing timeline to the pages that show it: all of it when a page connects, then the
 * changes, a few times a second. Safe for use by several threads.
 */
public final class Feed implements AutoCloseable {

  /** How many pages may be connected at once. */
  static final int MOST_READERS = 64;

  /**
   * The buffer of a page, in messages. A page that lags further behind is disconnected; it
   * reconnects, and gets the whole timeline.
   */
  private static final int MOST_MESSAGES = 256;

  /** The same in characters: a message may hold the whole story of many services. */
  static final int MOST_CHARS = 32 << 20;

  /**
   * Pauses after each update for this many times its duration: building a long timeline must not
   * take a whole core.
   */
  private static final int PAUSE_FACTOR = 4;

  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "page");
            thread.setDaemon(true);
            return thread;
          });
  private final List<Reader> readers = new ArrayList<>();
  private final Set<ServiceName> changed = new HashSet<>();
  private TimelineBuilder timeline;
  private boolean isOther;
  private boolean isLater;
  private String player = "";
  private long notBefore;
  private @Nullable ScheduledFuture<?> ticking;

  /** One connected page. */
  static final class Reader {
    private final BlockingQueue<String> messages = new ArrayBlockingQueue<>(MOST_MESSAGES);
    private final AtomicInteger chars = new AtomicInteger();
    private volatile boolean isCut;

    /**
     * The next message; empty when none came within {@code limit}, null when the page is
     * disconnected.
     */
    @Nullable String next(Duration limit) throws InterruptedException {
      String message = messages.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
      chars.addAndGet(message == null ? 0 : -message.length());
      return message == null && isCut ? null : message == null ? "" : message;
    }

    private void send(String message) {
      // A single message may be longer: the whole timeline, which a page begins with.
      boolean fits = messages.isEmpty() || message.length() <= MOST_CHARS - chars.get();
      if (fits && !isCut && messages.offer(message)) {
        chars.addAndGet(message.length());
      } else {
        isCut = true;
        messages.clear();
      }
    }
  }

  /** A feed of this timeline. */
  public Feed(TimelineBuilder timeline) {
    this.timeline = timeline;
  }

  /**
   * Runs a task again and again, on the feed's own thread, and each time then sends the changes to
   * the pages.
   */
  public synchronized void every(Duration pause, Runnable task) {
    ticking =
        ticks.scheduleWithFixedDelay(
            () -> {
              task.run();
              publish();
            },
            0,
            pause.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Changes the timeline: {@code change} returns the service that has changed, or null. */
  public synchronized void tell(Function<TimelineBuilder, @Nullable ServiceName> change) {
    ServiceName service = change.apply(timeline);
    isLater = true;
    if (service != null) {
      changed.add(service);
    }
  }

  /** Replaces the timeline by another one. */
  public synchronized void restart(TimelineBuilder other) {
    timeline = other;
    isOther = true;
  }

  /** Sends the state of the player to the pages, if it has changed. */
  synchronized void player(String json) {
    if (!json.equals(player)) {
      player = json;
      readers.forEach(reader -> reader.send(message("player", json)));
    }
  }

  /** The page's HTML, with the present timeline. */
  synchronized String page() {
    return Picture.livePage(timeline.build(), "events");
  }

  /** Whether as many pages are connected as may be. */
  synchronized boolean isFull() {
    return readers.size() >= MOST_READERS;
  }

  /** Connects a page; null if the feed is full. */
  synchronized @Nullable Reader open() {
    if (isFull()) {
      return null;
    }
    Reader reader = new Reader();
    reader.send(message("timeline", Picture.json(timeline.build())));
    if (!player.isEmpty()) {
      reader.send(message("player", player));
    }
    readers.add(reader);
    return reader;
  }

  synchronized void close(Reader reader) {
    readers.remove(reader);
  }

  private synchronized void publish() {
    readers.removeIf(reader -> reader.isCut);
    boolean isNew = isOther || isLater;
    if (!isNew || System.nanoTime() < notBefore) {
      return;
    }
    long begin = System.nanoTime();
    if (!readers.isEmpty()) {
      Timeline built = timeline.build();
      String message =
          isOther ? message("timeline", Picture.json(built)) : message("change", change(built));
      Consumer<Reader> send = reader -> reader.send(message);
      readers.forEach(send);
    }
    isOther = false;
    isLater = false;
    changed.clear();
    notBefore = System.nanoTime() + PAUSE_FACTOR * (System.nanoTime() - begin);
  }

  private String change(Timeline built) {
    List<ServiceTimeline> services =
        built.services().stream().filter(service -> changed.contains(service.name())).toList();
    return Picture.change(built, services);
  }

  /** A server-sent event; our JSON has no line breaks, so it fits one data line. */
  private static String message(String event, String json) {
    return "event: " + event + "\ndata: " + json + "\n\n";
  }

  @Override
  public synchronized void close() {
    if (ticking != null) {
      ticking.cancel(true);
    }
    ticks.shutdownNow();
    readers.forEach(reader -> reader.isCut = true);
  }
}
