package dev.watchstream.replay.engine;

import static dev.watchstream.replay.options.FieldSelector.FIELD_SELECTOR;
import static dev.watchstream.replay.options.LabelSelector.LABEL_SELECTOR;
import static dev.watchstream.replay.options.TimeoutSeconds.TIMEOUT_SECONDS;

import dev.watchstream.fixtures.Recording;
import dev.watchstream.replay.api.Accept;
import dev.watchstream.replay.api.Accept.Chosen;
import dev.watchstream.replay.api.ApiHandler;
import dev.watchstream.replay.api.ApiPath;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.Filters;
import dev.watchstream.replay.api.Query;
import dev.watchstream.replay.api.RequestTimeout;
import dev.watchstream.replay.api.StatusException;
import dev.watchstream.replay.engine.Answer.Identity;
import dev.watchstream.replay.history.History;
import dev.watchstream.replay.history.UnservableRecordingException;
import dev.watchstream.replay.model.Story;
import dev.watchstream.replay.options.FieldSelector;
import dev.watchstream.replay.options.LabelSelector;
import dev.watchstream.replay.options.ListOptions;
import dev.watchstream.replay.options.Selection;
import dev.watchstream.replay.options.TimeoutSeconds;
import dev.watchstream.replay.resource.Resources;
import dev.watchstream.replay.time.ReplayControl;
import dev.watchstream.replay.version.KubernetesVersion;
import dev.watchstream.replay.version.ServerProfile;
import dev.watchstream.replay.version.ServerProfile.WatchList;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * An API server whose history comes from recordings. To be closed only when none of its answers is
 * in use any more; frames that were handed out stay valid.
 */
public final class ReplayEngine implements ApiHandler, Filters, Closeable {
  /** The shortest timeout when the client gives none; the longest is twice as long. */
  private static final long MIN_TIMEOUT_SECONDS = 1800;

  /** A longer query is refused. */
  private static final int MAX_QUERY_LENGTH = 64 << 10;

  private final History history;
  private final ReplayControl control;
  private final ServerProfile server;
  private final Environment environment;
  private final Discovery discovery;
  private final Identity identity;
  private final Lists lists;
  private final Watches watches;

  private ReplayEngine(History history, ReplayOptions options, Environment environment) {
    this.history = history;
    this.environment = environment;
    this.control =
        new ReplayControl(
            options.speed(),
            options.startPaused(),
            options.clock() == ReplayOptions.Clock.SHARED,
            environment.nanoTime(),
            history.lapNanos(),
            history.lastNanos(),
            history::nextAfter);
    KubernetesVersion recorded = KubernetesVersion.recorded(history.serverVersion());
    KubernetesVersion played = options.version() != null ? options.version() : recorded;
    this.server =
        ServerProfile.of(played == null ? KubernetesVersion.DEFAULT : played, options.gates());
    boolean isAsRecorded =
        options.version() == null
            || (recorded != null && recorded.minor() == server.version().minor());
    this.discovery = new Discovery(server, history.served());
    this.identity = new Identity(uuid(), uuid(), server.auditIds() ? this::uuid : null);
    Instant startedAt = history.startedAt();
    LongFunction<Instant> wallClock =
        nanos -> startedAt == null ? environment.wallClock().instant() : startedAt.plusNanos(nanos);
    CurrentPosition current = new CurrentPosition(history, control);
    this.lists = new Lists(current, server, wallClock);
    this.watches =
        new Watches(
            history,
            current,
            control,
            server,
            isAsRecorded,
            options.version() != null || !options.gates().isEmpty(),
            recorded != null && ServerProfile.of(recorded).watchList() == WatchList.SERVED,
            options.loop(),
            environment,
            wallClock);
  }

  /**
   * Reads the recordings, about a second for some hundred megabytes; their bodies go to temporary
   * files.
   *
   * @throws UnservableRecordingException if a recording holds what cannot be served, or two contain
   *     the same object
   */
  public static ReplayEngine open(List<Recording> recordings, ReplayOptions options)
      throws IOException {
    return open(recordings, options, Environment.real());
  }

  /** As {@link #open(List, ReplayOptions)}, with the caller's environment. */
  public static ReplayEngine open(
      List<Recording> recordings, ReplayOptions options, Environment environment)
      throws IOException {
    return new ReplayEngine(History.of(recordings, options.loop()), options, environment);
  }

  /** What the played version does. */
  public ServerProfile server() {
    return server;
  }

  /** The events of the story, once through. */
  public Story story() {
    return new RecordedStory(history);
  }

  /** The wall clock at the story's start; null when no recording says. */
  public @Nullable Instant startedAt() {
    return history.startedAt();
  }

  /** Steers time. */
  public ReplayControl control() {
    return control;
  }

  @Override
  public ApiResponse answer(ApiRequest request) {
    Accept accept = Accept.of(request);
    Query query = Query.parse(request.query());
    Answer answer = answerTo(request, accept, null);
    try {
      List<String> parts = parts(request);
      ApiPath path = ApiPath.of(parts, history.served());
      answer = answerTo(request, accept, path);
      if (path == null || !isWatch(path, query)) {
        ApiResponse refused = refused(query, answer);
        if (refused != null) {
          return refused;
        }
      }
      return path != null
          ? resource(path, request, query, accept, answer)
          : about(parts, request, answer);
    } catch (StatusException e) {
      return answer.error(e.status());
    }
  }

  /** The refusal by a filter for requests other than watches; null if it passes the request on. */
  private static @Nullable ApiResponse refused(Query query, Answer answer) {
    try {
      RequestTimeout.check(query);
      return null;
    } catch (StatusException e) {
      return answer.passed(Layer.OUTERMOST, e.status().answer());
    }
  }

  private Answer answerTo(ApiRequest request, Accept accept, @Nullable ApiPath path) {
    boolean watch = path != null && isWatch(path, Query.parse(request.query()));
    // A request that the router refuses gets no warning about the resource.
    boolean handled = request.method().equals("GET") && accept.isRouted();
    boolean warns =
        path != null
            && handled
            && server.endpointsWarning()
            && path.resource().groupVersionKind().equals(Resources.ENDPOINTS);
    return new Answer(request, accept, watch, warns, identity);
  }

  @Override
  public ApiResponse.Whole pass(ApiRequest request, Layer from, ApiResponse.Whole answer) {
    ApiPath path;
    try {
      path = ApiPath.of(ApiPath.parts(request.path()), history.served());
    } catch (StatusException e) {
      path = null;
    }
    ApiResponse.Whole passed = answerTo(request, Accept.of(request), path).passed(from, answer);
    boolean ends = passed.status() == 401 && server.http2EndsUnauthorized();
    return ends ? passed.with(ApiResponse.Connection.CLOSED_IF_HTTP2) : passed;
  }

  @Override
  public void close() throws IOException {
    history.close();
  }

  private static List<String> parts(ApiRequest request) throws StatusException {
    String query = request.query();
    if (query != null && query.length() > MAX_QUERY_LENGTH) {
      throw StatusException.badRequest(
          "the query is longer than " + MAX_QUERY_LENGTH + " characters");
    }
    return ApiPath.parts(request.path());
  }

  /** What is asked about the API itself. */
  private ApiResponse about(List<String> parts, ApiRequest request, Answer answer)
      throws StatusException {
    ApiResponse about = discovery.answer(parts, request, answer);
    if (about == null) {
      throw StatusException.noSuchResource();
    }
    requireGet(request);
    return about;
  }

  private ApiResponse resource(
      ApiPath path, ApiRequest request, Query query, Accept accept, Answer answer)
      throws StatusException {
    requireGet(request);
    String name = path.name();
    if (!accept.isRouted()) {
      throw StatusException.notAcceptable(name == null || path.watch(), server.tellsTypes());
    }
    if (name != null && !path.watch()) {
      Chosen as = accept.choose(false, false);
      return answer.json(
          lists.one(
              new Selection(
                  path.resource(),
                  path.namespace(),
                  name,
                  FieldSelector.EVERYTHING,
                  LabelSelector.EVERYTHING),
              name,
              query,
              as));
    }
    boolean watch = isWatch(path, query);
    Chosen as = accept.choose(watch, !watch);
    ListOptions asked = ListOptions.parse(query, watch, server, request.seenVersion());
    Selection selection = selection(path, asked);
    if (!watch) {
      return answer.list(lists.list(selection, asked, query, as));
    }
    long timeoutNanos = timeoutNanos(asked.get(TIMEOUT_SECONDS));
    boolean watchList = asked.tellsEndOfState();
    return answer.watch(
        watches.open(selection, asked, query, as, request.isWebSocket(), timeoutNanos),
        timeoutNanos,
        watchList,
        watchList && server.watchListGzip());
  }

  private static Selection selection(ApiPath path, ListOptions asked) throws StatusException {
    asked.get(FIELD_SELECTOR).check(path.resource());
    String required = asked.get(FIELD_SELECTOR).requiredName();
    if (path.name() != null && required != null && !required.equals(path.name())) {
      throw StatusException.badRequest("fieldSelector metadata.name doesn't match requested name");
    }
    return new Selection(
        path.resource(),
        path.namespace(),
        path.name(),
        asked.get(FIELD_SELECTOR),
        asked.get(LABEL_SELECTOR));
  }

  private long timeoutNanos(long seconds) {
    if (seconds == 0) {
      long open = MIN_TIMEOUT_SECONDS + environment.random().nextInt((int) MIN_TIMEOUT_SECONDS);
      return TimeUnit.SECONDS.toNanos(open);
    }
    return TimeUnit.SECONDS.toNanos(Math.max(0, Math.min(seconds, TimeoutSeconds.MAX)));
  }

  /** A single object can be watched on the deprecated path only. */
  private static boolean isWatch(ApiPath path, Query query) {
    return path.watch() || (path.name() == null && query.isTrue("watch"));
  }

  private static void requireGet(ApiRequest request) throws StatusException {
    if (!request.method().equals("GET")) {
      throw StatusException.methodNotAllowed();
    }
  }

  private UUID uuid() {
    return new UUID(environment.random().nextLong(), environment.random().nextLong());
  }
}
