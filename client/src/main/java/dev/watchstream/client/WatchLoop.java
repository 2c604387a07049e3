package dev.watchstream.client;

import dev.watchstream.client.KnownObjects.TooManyObjectsException;
import dev.watchstream.client.WatchNotice.End;
import dev.watchstream.client.record.Recorder;
import dev.watchstream.client.time.WatchTime;
import dev.watchstream.client.wire.ChunkTap;
import dev.watchstream.client.wire.OneLine;
import dev.watchstream.client.wire.RefusedException;
import dev.watchstream.client.wire.StopSignal;
import dev.watchstream.client.wire.StreamingGet;
import dev.watchstream.client.wire.WarningHeader;
import dev.watchstream.client.wire.Watchdog;
import dev.watchstream.fixtures.RecordingInfo;
import dev.watchstream.parser.EventType;
import dev.watchstream.parser.StatusEvent;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.TruncatedStreamException;
import dev.watchstream.parser.WatchStreamException;
import dev.watchstream.parser.stream.EndpointsParser;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The life of a watch: which request comes next, and when. Lists until a state is known, then
 * watches from its version; goes on from the last version after any end; reads the state again when
 * the version is too old, or when watches from it bring nothing.
 */
final class WatchLoop {

  /**
   * A watch that lasted this long was healthy, even if nothing came, and however it ended: proxies
   * cut quiet connections, often after 50 or 60 s.
   */
  private static final Duration HEALTHY = Duration.ofSeconds(30);

  /** After a body that ended sooner there is a delay, or a server could keep us in a busy loop. */
  private static final Duration SHORT = Duration.ofSeconds(1);

  /**
   * After this many watches in a row that brought no event and no bookmark, or were refused, the
   * state is read again. Some servers never say 410: one closes cleanly instead
   * (kubernetes#137089), another was restored from a backup and waits for a version in the future.
   */
  private static final int FRUITLESS_LIMIT = 3;

  /** How long the server may take to end the body itself after an ERROR event. */
  private static final Duration AFTER_ERROR_LIMIT = Duration.ofSeconds(5);

  private static final int GONE = 410;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int GATEWAY_TIMEOUT = 504;

  /** Refusals because of our identity or the server's load, not because of the version. */
  private static final Set<Integer> NOT_OF_THE_VERSION = Set.of(401, 403, TOO_MANY_REQUESTS, 503);

  /** Refusals of initial events by a server that may send them another time. */
  private static final Set<Integer> NOT_OF_WATCH_LISTS =
      Set.of(GONE, TOO_MANY_REQUESTS, GATEWAY_TIMEOUT);

  private final WatchSettings settings;
  private final HttpUrl server;
  private final ChangeTracker tracker;
  private final Tally tally;
  private final StopSignal stop;
  private final WatchTime time;

  /** For watches that end badly; starts again after one that brought something. */
  private final Backoff backoff;

  /** For reading states again, which costs a server most. */
  private final Backoff relists;

  private final StreamingGet fetch;
  private final WarningHeader warnings = new WarningHeader();

  // Kept, because they remember how servers lay out objects, and what those contained last.
  private final EndpointsParser listParser;
  private final EndpointsParser watchParser;

  /** The current watch. */
  private @Nullable WatchBody watching;

  /**
   * Whether the watch parser has read everything so far, so that it can go on with the next watch.
   */
  private boolean isParserUpToDate;

  private final @Nullable Recorder recorder;

  private EndpointsWatch.InitialState initialState;
  private Duration lasted = Duration.ZERO;
  private int fruitless;
  private int unmarked;

  /**
   * Whether the last watch was answered: a connection that fails says nothing about the version.
   */
  private boolean isAnswered;

  /** Whether it ended inside an event, which its server may never send as a whole. */
  private boolean hasHalfEvent;

  /** The token of the list's next page. */
  private @Nullable String continueToken;

  private boolean inPages;

  /** Whether this page has an object that no page before it had, also where it was cut before. */
  private boolean isPageNew;

  private int expiredPages;

  WatchLoop(WatchSettings settings, WatchListener listener, Tally tally, StopSignal stop) {
    this.settings = settings;
    this.server = settings.server().http().url();
    this.tracker =
        new ChangeTracker(
            listener, settings.target().isSingleObject(), settings.maxKnownBytes(), tally);
    this.tally = tally;
    this.stop = stop;
    this.time = settings.time();
    this.backoff = new Backoff(settings.random(), time);
    this.relists = new Backoff(settings.random(), time);
    this.recorder = settings.recorder();
    this.initialState = settings.initialState();
    if (recorder != null) {
      recorder.useTime(time);
    }
    this.fetch =
        new StreamingGet(
            settings.server().http().client(recorder != null),
            time,
            stop,
            this::tellWarnings,
            duration -> lasted = duration);
    this.listParser = EndpointsParser.create(tracker::onListEvent, settings.parserOptions());
    this.watchParser =
        EndpointsParser.create(
            event -> Objects.requireNonNull(watching).onEvent(event), settings.parserOptions());
  }

  /** Runs until it is stopped. */
  void run() throws Exception {
    try {
      for (String warning : settings.server().http().warnings()) {
        tracker.tell(new WatchNotice.Warning(warning));
      }
      while (!stop.isSet()) {
        step();
      }
      tracker.tell(new WatchNotice.Stopped());
    } catch (ListenerFailure e) {
      throw e.thrown();
    }
  }

  private void tellWarnings(Headers headers) {
    for (String text : warnings.newIn(headers)) {
      tracker.tell(new WatchNotice.Warning(text));
    }
  }

  private void step() {
    boolean isList =
        tracker.resumeVersion() == null && initialState == EndpointsWatch.InitialState.LIST;
    RequestEnd end = isList ? listPage() : watch();
    if (stop.isSet() || (isList && end.isClean())) {
      return;
    }
    Duration pause = isList ? pauseAfterList(end) : pauseAfterWatch(end);
    if (pause.compareTo(end.retryAfter()) < 0) {
      pause = end.retryAfter();
    }
    if (!end.isClean()) {
      tally.failures.incrementAndGet();
    }
    tracker.tell(
        new WatchNotice.Ended(
            isList ? WatchNotice.Request.LIST : WatchNotice.Request.WATCH,
            end.end(),
            end.message(),
            end.cause(),
            pause));
    stop.await(time, pause);
  }

  private Duration pauseAfterList(RequestEnd end) {
    return end.end() == End.GONE ? relists.nextButFirst() : relists.next();
  }

  private Duration pauseAfterWatch(RequestEnd end) {
    boolean isLong = lasted.compareTo(HEALTHY) >= 0;
    boolean isOpenLong = isAnswered && isLong && (end.isClean() || end.end() == End.CUT);
    if (tracker.told().hasProgress || isOpenLong) {
      backoff.reset();
    }
    if (end.end() == End.GONE || end.end() == End.NO_WATCH_LIST) {
      tracker.forgetVersion();
      fruitless = 0;
      return relists.nextButFirst();
    }
    if (isFruitless(end) && ++fruitless >= FRUITLESS_LIMIT) {
      tracker.forgetVersion();
      fruitless = 0;
      return longer(backoff.next(), relists.nextButFirst());
    }
    boolean isOrdinary =
        isOpenLong || (end.isClean() && tracker.told().hasProgress && lasted.compareTo(SHORT) >= 0);
    return isOrdinary ? Duration.ZERO : backoff.next();
  }

  private boolean isFruitless(RequestEnd end) {
    if (tracker.told().hasProgress) {
      fruitless = 0;
      return false;
    }
    return switch (end.end()) {
      case REFUSED -> !NOT_OF_THE_VERSION.contains(end.status());
      // Cut by something in between, which knows nothing of versions. But a proxy that buffers
      // holds back the end of the last event each time, until more comes or the body ends.
      case CUT -> isAnswered && (hasHalfEvent || lasted.compareTo(HEALTHY) < 0);
      default -> isAnswered;
    };
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  // ---- lists

  private RequestEnd listPage() {
    HttpUrl.Builder url = settings.target().url(server);
    if (expiredPages < 2 && settings.pageSize() > 0) {
      url.addQueryParameter("limit", String.valueOf(settings.pageSize()));
    }
    if (continueToken != null) {
      url.addQueryParameter("continue", continueToken);
    }
    tracker.beginPage(!inPages);
    inPages = true;
    tally.lists.incrementAndGet();
    isParserUpToDate = false;
    listParser.reset();
    ListBody body = new ListBody();
    RequestEnd end = run(get(url.build()).build(), body);
    boolean isWhole = tracker.told().hasListEnd;
    isPageNew |= tracker.told().hasMentioned;
    if (end.isClean() && !isWhole) {
      end = notTheAnswer(RequestEnd.of(End.UNREADABLE, "the answer is no list"));
    }
    boolean isRefused =
        end.end() == End.GONE
            || (end.end() == End.REFUSED && !NOT_OF_THE_VERSION.contains(end.status()));
    if (isRefused && continueToken != null) {
      // The list took longer than the server keeps its version: try again, then without pages.
      restartPages();
      expiredPages++;
      return new RequestEnd(End.GONE, end.message(), end.cause(), end.status(), end.retryAfter());
    }
    // A page that was read to its end is not asked for again, however its connection ended then.
    RequestEnd page = isWhole ? afterPage() : end;
    return end.isClean() ? page : end;
  }

  private RequestEnd afterPage() {
    continueToken = tracker.told().continueToken;
    if (continueToken != null) {
      if (isPageNew) {
        isPageNew = false;
        return RequestEnd.clean();
      }
      restartPages();
      expiredPages++;
      return RequestEnd.of(End.UNREADABLE, "a page of the list brings nothing new");
    }
    restartPages();
    expiredPages = 0;
    return tracker.resumeVersion() != null
        ? RequestEnd.clean()
        : RequestEnd.of(
            End.UNREADABLE, "the list has no resourceVersion that a watch could go on from");
  }

  private void restartPages() {
    continueToken = null;
    inPages = false;
    isPageNew = false;
  }

  /** If a Status was sent with 200, it is the reason. */
  private RequestEnd notTheAnswer(RequestEnd otherwise) {
    StatusEvent error = tracker.told().error;
    return error == null ? otherwise : refusal(error);
  }

  private final class ListBody implements StreamingGet.Body {
    private @Nullable Watchdog watchdog;

    @Override
    public Duration headLimit() {
      return StreamingGet.LIST_HEAD_LIMIT;
    }

    @Override
    public void opened(Response response, Watchdog newWatchdog) {
      watchdog = newWatchdog;
      watchdog.expectWithin(settings.silenceLimit());
    }

    @Override
    public void bytes(byte[] bytes, int offset, int length) {
      Objects.requireNonNull(watchdog).touch();
      tally.bytes.addAndGet(length);
      listParser.feed(bytes, offset, length);
    }

    @Override
    public void endOfChunk() {}

    @Override
    public void endOfBody() {
      listParser.endOfInput();
    }
  }

  // ---- watches

  private RequestEnd watch() {
    boolean isFresh = tracker.resumeVersion() == null;
    boolean withMarker = isFresh && initialState == EndpointsWatch.InitialState.WATCH_LIST;
    int timeoutSeconds = timeoutSeconds();
    HttpUrl.Builder url = settings.target().url(server).addQueryParameter("watch", "true");
    if (settings.hasBookmarks() || withMarker) {
      // A bookmark also marks the end of the initial events.
      url.addQueryParameter("allowWatchBookmarks", "true");
    }
    url.addQueryParameter("timeoutSeconds", String.valueOf(timeoutSeconds));
    if (withMarker) {
      url.addQueryParameter("sendInitialEvents", "true")
          .addQueryParameter("resourceVersionMatch", "NotOlderThan");
    }
    if (!isFresh) {
      url.addQueryParameter("resourceVersion", tracker.resumeVersion());
    }
    tracker.beginWatch(withMarker);
    tally.watches.incrementAndGet();
    if (recorder != null) {
      recorder.requested();
    }
    if (isParserUpToDate && !isFresh) {
      watchParser.resume();
    } else {
      watchParser.reset();
    }
    isParserUpToDate = true;
    WatchBody body = new WatchBody(Duration.ofSeconds(timeoutSeconds), withMarker);
    watching = body;
    RequestEnd end = run(get(url.build()).header("Accept-Encoding", "identity").build(), body);
    body.ended();
    isAnswered = body.isOpen;
    hasHalfEvent = end.end() == End.CUT && isInsideEvent(end, body);
    StatusEvent error = tracker.told().error;
    if (error != null) {
      end = refusal(error);
    } else if (tracker.told().isNoWatch) {
      end = RequestEnd.of(End.UNREADABLE, "the server answers a watch with a list or an object");
    }
    if (withMarker && tracker.isInState() && isUnwilling(end)) {
      unmarked = 0;
      initialState = EndpointsWatch.InitialState.LIST;
      return RequestEnd.of(
          End.NO_WATCH_LIST, "the server does not do sendInitialEvents: " + end.message());
    }
    return end;
  }

  /** Whether the server answered like one that does not know sendInitialEvents. */
  private boolean isUnwilling(RequestEnd end) {
    return switch (end.end()) {
      case SILENT -> true;
      case REFUSED -> !NOT_OF_WATCH_LISTS.contains(end.status());
      // The end of the initial events is not marked: some proxies drop bookmarks.
      case CLEAN, CUT -> isAnswered && ++unmarked >= FRUITLESS_LIMIT;
      default -> false;
    };
  }

  private boolean isInsideEvent(RequestEnd cut, WatchBody body) {
    if (cut.cause() instanceof TruncatedStreamException || body.isClean) {
      return cut.cause() instanceof TruncatedStreamException;
    }
    try {
      watchParser.endOfInput();
      return false;
    } catch (WatchStreamException e) {
      return e instanceof TruncatedStreamException;
    }
  }

  /** Random, from the least to twice that, so that the watches of a fleet do not end together. */
  private int timeoutSeconds() {
    long least = settings.leastTimeout().toSeconds();
    return Math.toIntExact(least + (long) (settings.random().nextDouble() * least));
  }

  private final class WatchBody implements StreamingGet.Body {
    private final Duration timeout;
    private final boolean withMarker;
    private @Nullable Watchdog watchdog;
    private boolean isClean;
    private boolean isOpen;

    WatchBody(Duration timeout, boolean withMarker) {
      this.timeout = timeout;
      this.withMarker = withMarker;
    }

    @Override
    public void opened(Response response, Watchdog newWatchdog) throws IOException {
      isOpen = true;
      watchdog = newWatchdog;
      watchdog.expectWithin(
          withMarker ? settings.initialEventsLimit() : timeout.plus(settings.grace()));
      if (recorder != null) {
        recording(
            () -> recorder.opened(requestOf(response), headOf(response), tracker.resumeVersion()));
      }
      tracker.tell(new WatchNotice.Opened(tracker.resumeVersion(), response.protocol().toString()));
    }

    private void onEvent(StreamEvent event) {
      Watchdog dog = Objects.requireNonNull(watchdog);
      boolean wasInState = tracker.isInState();
      if (event.type() == EventType.ADDED && withMarker && wasInState) {
        // Only an initial event shows that the server is still sending the state. Before it is
        // told, as the time that a listener takes is not the server's.
        dog.touch();
      }
      tracker.onWatchEvent(event);
      if (event instanceof StatusEvent) {
        dog.expectWithin(AFTER_ERROR_LIMIT);
      } else if (withMarker && wasInState && !tracker.isInState()) {
        dog.expectWithin(timeout.plus(settings.grace()));
      }
    }

    @Override
    public void bytes(byte[] bytes, int offset, int length) {
      tally.bytes.addAndGet(length);
      if (recorder == null) {
        watchParser.feed(bytes, offset, length);
        return;
      }
      recorder.bytes(bytes, offset, length);
      watchParser.feed(bytes, offset, length);
      recording(() -> recorder.parsed(watchParser.eventEnd(), tracker.resumeVersion()));
    }

    @Override
    public void endOfChunk() {
      if (recorder != null) {
        recording(recorder::endOfChunk);
        if (recorder.isFull()) {
          stop.set();
        }
      }
    }

    @Override
    public void endOfBody() {
      isClean = true;
      watchParser.endOfInput();
    }

    void ended() {
      if (recorder != null && isOpen) {
        recording(() -> recorder.ended(watchParser.eventEnd(), isClean));
      }
    }
  }

  private static RecordingInfo.Request requestOf(Response response) {
    HttpUrl url = response.request().url();
    return new RecordingInfo.Request(
        response.request().method(), url.encodedPath(), url.encodedQuery());
  }

  private static RecordingInfo.Response headOf(Response response) {
    List<RecordingInfo.Header> headers = new ArrayList<>();
    response
        .headers()
        .forEach(
            header -> headers.add(new RecordingInfo.Header(header.getFirst(), header.getSecond())));
    return new RecordingInfo.Response(response.code(), headers);
  }

  private interface Recording {
    void run() throws IOException;
  }

  /** A recorder that fails ends the watch: a recording must not be lost unnoticed. */
  private static void recording(Recording recording) {
    try {
      recording.run();
    } catch (IOException e) {
      throw new ListenerFailure(e);
    }
  }

  // ---- both

  /** OkHttp asks for gzip and decompresses the body, unless Accept-Encoding is set. */
  private static Request.Builder get(HttpUrl url) {
    return new Request.Builder()
        .url(url)
        .header("Accept", "application/json")
        .tag(ChunkTap.Tag.class, new ChunkTap.Tag());
  }

  private RequestEnd run(Request request, StreamingGet.Body body) {
    try {
      fetch.run(request, body);
      return RequestEnd.clean();
    } catch (RefusedException e) {
      return RequestEnd.of(e.status() == GONE ? End.GONE : End.REFUSED, e)
          .refusedWith(e.status(), e.retryAfter());
    } catch (StreamingGet.SilentException e) {
      return RequestEnd.of(End.SILENT, e);
    } catch (TruncatedStreamException e) {
      return RequestEnd.of(End.CUT, e);
    } catch (WatchStreamException e) {
      return RequestEnd.of(End.UNREADABLE, e);
    } catch (TooManyObjectsException e) {
      restartPages();
      isParserUpToDate = false;
      return RequestEnd.of(End.UNREADABLE, e);
    } catch (IOException e) {
      return RequestEnd.of(End.CUT, e);
    }
  }

  private static RequestEnd refusal(StatusEvent error) {
    String message = error.code() + " " + error.reason() + ": " + error.message();
    return RequestEnd.of(error.isGone() ? End.GONE : End.REFUSED, OneLine.of(message))
        .refusedWith(error.code(), RefusedException.retryAfter(error));
  }
}
