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
 * Watches Endpoints or EndpointSlices for as long as it is let, whatever becomes of connections and
 * servers, and tells a listener each change once and none too few.
 *
 * <pre>{@code
 * ApiServer server = ApiServer.at("http://127.0.0.1:8080").build();
 * try (EndpointsWatch watch =
 *     EndpointsWatch.of(server).namespace("default").name("passport-auth").start(notice -> ...)) {
 *   ...
 * }
 * }</pre>
 *
 * <p>A watch has one thread of its own, a daemon, on which the listener is called. After whatever
 * end it goes on from the last version; when that is too old, or brings nothing three times, it
 * reads the whole state anew and tells what is different ({@link WatchNotice.Source#RELIST}).
 * Between requests that fail it waits from 0.8 to 30 seconds, longer each time, or as long as the
 * server says in {@code Retry-After}, at most 5 minutes.
 *
 * <p>What becomes of it is also said to the {@link System.Logger} {@code dev.watchstream.client}:
 * trouble and its end at {@code INFO}, warnings at {@code WARNING}, a failure at {@code ERROR}.
 *
 * <p>The methods are safe for use by several threads.
 */
public final class EndpointsWatch implements AutoCloseable {

  /** How the state is read that a watch begins with. */
  public enum InitialState {
    /** By a list, page by page. */
    LIST,
    /**
     * By a watch with {@code sendInitialEvents} (KEP-3157), which costs a server less memory. Lists
     * where the server does not do it: it refuses, or does not reach the end of the initial events.
     */
    WATCH_LIST,
    /**
     * By the events that a watch without a version begins with; nothing is ever listed. That they
     * are all there is known with the first bookmark, a minute later, or the first change.
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

  /** A watch of all Endpoints in all namespaces, until told otherwise. */
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
   * Why the watch ended by itself: what its listener or its recorder threw. Null while it runs, and
   * after it was stopped. What servers and networks do never ends a watch.
   */
  public @Nullable Throwable failure() {
    return failure;
  }

  /** Asks the watch to stop, and does not wait for it. */
  public void stop() {
    stop.set();
  }

  /** Waits until the watch has ended. */
  public void join() throws InterruptedException {
    thread.join();
  }

  /** Waits until the watch has ended, or for some time; says whether it has ended. */
  public boolean join(Duration limit) throws InterruptedException {
    thread.join(Math.max(1, limit.toMillis()));
    return !thread.isAlive();
  }

  /**
   * Stops the watch, and waits until it has ended: no call of the listener is under way or follows.
   * Called by the listener itself it does not wait.
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

  /** Says what to watch, and how. For one thread. */
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

    /** EndpointSlices instead of Endpoints. */
    public Builder endpointSlices() {
      isSlices = true;
      return this;
    }

    /** How the first state is read; {@link InitialState#LIST} unless told. */
    public Builder initialState(InitialState newInitialState) {
      initialState = newInitialState;
      return this;
    }

    /** What the parser reads, and its limits. */
    public Builder parserOptions(ParserOptions options) {
      parserOptions = options;
      return this;
    }

    /** Items of a list that are asked for at once, 500 unless told; 0 for all. */
    public Builder pageSize(int items) {
      if (items < 0) {
        throw new IllegalArgumentException("a page has 0 items, for all, or more, not " + items);
      }
      pageSize = items;
      return this;
    }

    /**
     * Bytes of heap that the names and versions of all objects may take, which a watch keeps to
     * tell what is news: 256 MiB unless told, which is about half a million objects. A state that
     * has more is given up as {@link WatchNotice.End#UNREADABLE}, and read anew after a pause.
     */
    public Builder maxKnownBytes(long bytes) {
      if (bytes <= 0) {
        throw new IllegalArgumentException("objects take a byte or more, not " + bytes);
      }
      maxKnownBytes = bytes;
      return this;
    }

    /**
     * Whether the server is asked for bookmarks; it is unless told. They move the version that a
     * watch is resumed from while nothing that it watches changes. Without them the version of a
     * quiet object grows too old in a busy cluster, and the state is read anew; but a recording
     * then has just what a plain watch is told.
     */
    public Builder bookmarks(boolean wanted) {
      hasBookmarks = wanted;
      return this;
    }

    /**
     * The server is asked to end each watch after this to twice as long; 5 minutes unless told, at
     * least 1 second. A watch that lasts 30 seconds longer is given up.
     */
    public Builder timeout(Duration least) {
      if (least.compareTo(Duration.ofSeconds(1)) < 0 || least.compareTo(Duration.ofDays(1)) > 0) {
        throw new IllegalArgumentException("a timeout is from 1 second to 1 day, not " + least);
      }
      leastTimeout = least;
      return this;
    }

    /** Where time comes from; the system's unless told. */
    public Builder time(WatchTime newTime) {
      time = newTime;
      return this;
    }

    /** Where jitter comes from. Used by the watch's thread only. */
    public Builder random(RandomGenerator newRandom) {
      random = newRandom;
      return this;
    }

    /**
     * Records what the watch reads, {@link #bookmarks} among it. Chunks are told exactly over
     * HTTP/1.1, which is therefore what is spoken.
     */
    public Builder recordTo(Recorder newRecorder) {
      recorder = newRecorder;
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
