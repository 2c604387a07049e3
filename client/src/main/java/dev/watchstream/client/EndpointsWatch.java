package dev.watchstream.client;

import dev.watchstream.client.record.Recorder;
import dev.watchstream.client.time.WatchTime;
import dev.watchstream.client.wire.StopSignal;
import dev.watchstream.parser.ParserOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Watches Endpoints or EndpointSlices until it is stopped, whatever happens to connections and
 * servers, and tells a listener each change exactly once.
 *
 * <pre>{@code
 * ApiServer server = ApiServer.at("http://127.0.0.1:8080").build();
 * try (EndpointsWatch watch =
 *     EndpointsWatch.of(server).namespace("default").name("passport-auth").start(notice -> ...)) {
 *   ...
 * }
 * }</pre>
 *
 * <p>A watch has a daemon thread of its own, on which the listener is called. Whenever a request
 * ends, it goes on from the last version; when that is too old, or three watches from it bring
 * nothing, it reads the whole state again and tells the differences ({@link
 * WatchNotice.Source#RELIST}). Between requests that fail it waits from 0.8 to 30 seconds, longer
 * each time, or as long as the server says in {@code Retry-After}, at most 5 minutes.
 *
 * <p>What happens to it is also logged by the {@link System.Logger} {@code dev.watchstream.client}:
 * trouble and recovery at {@code INFO}, warnings at {@code WARNING}, a failure at {@code ERROR}.
 *
 * <p>The methods are safe for use by several threads.
 */
public final class EndpointsWatch implements AutoCloseable {

  /** How a watch reads its first state. */
  public enum InitialState {
    /** By a list, page by page. */
    LIST,
    /**
     * By a watch with {@code sendInitialEvents} (KEP-3157), which costs a server less memory. Falls
     * back to lists when the server refuses this, or does not reach the end of the initial events.
     */
    WATCH_LIST,
    /**
     * By the first events of a watch without a version; nothing is ever listed. That they are
     * complete is known only with the first bookmark, a minute later, or with the first change.
     */
    WATCH
  }

  private static final System.Logger LOGGER = System.getLogger("dev.watchstream.client");
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final StopSignal stop = new StopSignal();
  private final Tally tally = new Tally();
  private final Thread thread;
  private volatile @Nullable Throwable failure;

  private EndpointsWatch(WatchSettings settings, WatchListener listener) {
    WatchLog log = new WatchLog(LOGGER, settings.title(), listener);
    WatchLoop loop = new WatchLoop(settings, log, tally, stop);
    thread = new Thread(() -> run(loop, log), "watchstream-watch-" + NUMBERS.incrementAndGet());
    thread.setDaemon(true);
  }

  /** Configures a watch, by default of all Endpoints in all namespaces. */
  public static Builder of(ApiServer server) {
    return new Builder(server);
  }

  /** What the watch has done so far. */
  public WatchCounters counters() {
    return tally.counters();
  }

  /** Whether the watch has neither been stopped nor failed. */
  public boolean isRunning() {
    return thread.isAlive();
  }

  /**
   * Why the watch ended on its own: the exception of its listener or its recorder. Null while it
   * runs, and after it was stopped. Servers and networks never end a watch.
   */
  public @Nullable Throwable failure() {
    return failure;
  }

  /** Asks the watch to stop, without waiting for it. */
  public void stop() {
    stop.set();
  }

  /** Waits until the watch has ended. */
  public void join() throws InterruptedException {
    thread.join();
  }

  /** Waits until the watch has ended, at most this long; says whether it has ended. */
  public boolean join(Duration limit) throws InterruptedException {
    thread.join(Math.max(1, limit.toMillis()));
    return !thread.isAlive();
  }

  /**
   * Stops the watch, and waits until it has ended: no call of the listener is under way or follows.
   * Does not wait if the listener itself calls this.
   */
  @Override
  public void close() {
    stop.set();
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(WatchLoop loop, WatchLog log) {
    try {
      loop.run();
    } catch (Exception | Error e) {
      failure = e;
      log.failed(e);
    }
  }

  /** Configures a watch. For one thread. */
  public static final class Builder {
    private final ApiServer server;
    private boolean isSlices;
    private @Nullable String namespace;
    private @Nullable String name;
    private @Nullable String labelSelector;
    private InitialState initialState = InitialState.LIST;
    private ParserOptions parserOptions = ParserOptions.defaults();
    private int pageSize = 500;
    private long maxKnownBytes = 256L << 20;
    private boolean hasBookmarks = true;
    private Duration leastTimeout = Duration.ofMinutes(5);
    private Duration grace = Duration.ofSeconds(30);
    private Duration silenceLimit = Duration.ofSeconds(60);
    private Duration initialEventsLimit = Duration.ofSeconds(30);
    private WatchTime time = WatchTime.system();
    private RandomGenerator random = new Random();
    private @Nullable Recorder recorder;

    private Builder(ApiServer server) {
      this.server = Objects.requireNonNull(server, "server");
    }

    /** EndpointSlices instead of Endpoints. */
    public Builder endpointSlices() {
      isSlices = true;
      return this;
    }

    /** Only in this namespace. */
    public Builder namespace(String newNamespace) {
      namespace = notEmpty(newNamespace, "namespace");
      return this;
    }

    /** Only of the service of this name. */
    public Builder name(String newName) {
      name = notEmpty(newName, "name");
      return this;
    }

    /** Only with these labels, such as {@code app=web,tier!=cache}. */
    public Builder labelSelector(String selector) {
      labelSelector = notEmpty(selector, "selector");
      return this;
    }

    /** How the first state is read; {@link InitialState#LIST} by default. */
    public Builder initialState(InitialState newInitialState) {
      initialState = Objects.requireNonNull(newInitialState, "initialState");
      return this;
    }

    /**
     * Whether the server is asked for bookmarks; by default it is. They move the version to resume
     * from while nothing that is watched changes. Without them the version of a quiet object grows
     * too old in a busy cluster, and the state is read again; but a recording then has exactly what
     * a plain watch gets.
     */
    public Builder bookmarks(boolean wanted) {
      hasBookmarks = wanted;
      return this;
    }

    /**
     * Records what the watch reads, {@link #bookmarks} included. Chunks are known exactly over
     * HTTP/1.1 only, so this is what is spoken.
     */
    public Builder recordTo(Recorder newRecorder) {
      recorder = Objects.requireNonNull(newRecorder, "recorder");
      return this;
    }

    /** How many items of a list to ask for at once, 500 by default; 0 for all. */
    public Builder pageSize(int items) {
      if (items < 0) {
        throw new IllegalArgumentException("a page has 0 items, for all, or more, not " + items);
      }
      pageSize = items;
      return this;
    }

    /**
     * The bytes of heap for the names and versions of all objects, which a watch keeps to know what
     * is new: 256 MiB by default, about half a million objects. Reading a larger state ends as
     * {@link WatchNotice.End#UNREADABLE}, and is tried again after a pause. While a state is read
     * again, the objects from before it take at most as much in addition.
     */
    public Builder maxKnownBytes(long bytes) {
      if (bytes <= 0) {
        throw new IllegalArgumentException("objects take a byte or more, not " + bytes);
      }
      maxKnownBytes = bytes;
      return this;
    }

    /**
     * The server is asked to end each watch after a random time between this and twice as long; 5
     * minutes by default, from 1 second to 1 day. A watch that lasts 30 seconds longer is given up.
     */
    public Builder timeout(Duration least) {
      if (least.compareTo(Duration.ofSeconds(1)) < 0 || least.compareTo(Duration.ofDays(1)) > 0) {
        throw new IllegalArgumentException("a timeout is from 1 second to 1 day, not " + least);
      }
      leastTimeout = least;
      return this;
    }

    /** What the parser reads, and its limits. */
    public Builder parserOptions(ParserOptions options) {
      parserOptions = Objects.requireNonNull(options, "options");
      return this;
    }

    /** The source of jitter. Used by the watch's thread only. */
    public Builder random(RandomGenerator newRandom) {
      random = Objects.requireNonNull(newRandom, "random");
      return this;
    }

    /** The clock and timer; the system's by default. */
    public Builder time(WatchTime newTime) {
      time = Objects.requireNonNull(newTime, "time");
      return this;
    }

    /** Starts a watch; it runs until it is stopped. */
    public EndpointsWatch start(WatchListener listener) {
      WatchSettings settings =
          new WatchSettings(
              server,
              new WatchTarget(isSlices, namespace, name, labelSelector),
              initialState,
              parserOptions,
              pageSize,
              maxKnownBytes,
              hasBookmarks,
              leastTimeout,
              grace,
              silenceLimit,
              initialEventsLimit,
              time,
              random,
              recorder);
      EndpointsWatch watch = new EndpointsWatch(settings, listener);
      watch.thread.start();
      return watch;
    }

    private static String notEmpty(String value, String what) {
      if (value.isEmpty()) {
        throw new IllegalArgumentException("the " + what + " is empty");
      }
      return value;
    }
  }
}
