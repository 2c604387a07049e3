package dev.watchstream.replay.faults;

import static dev.watchstream.replay.testing.Bodies.object;
import static dev.watchstream.replay.testing.Bodies.watch;
import static dev.watchstream.replay.testing.ScriptedBody.chunk;
import static dev.watchstream.replay.testing.ScriptedBody.end;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.RecordingInfo.Header;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.Filters;
import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.Frame.Ending;
import dev.watchstream.replay.api.WatchBody;
import dev.watchstream.replay.testing.Bodies;
import dev.watchstream.replay.testing.Bodies.At;
import dev.watchstream.replay.testing.FakeApi;
import dev.watchstream.replay.testing.HandClock;
import dev.watchstream.replay.testing.ScriptedBody;
import dev.watchstream.replay.testing.World;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The effect of each fault on a body, without sockets or waiting. */
class FaultyServerTest {
  private static final List<Frame> THREE_EVENTS =
      List.of(chunk(10, "one\n"), chunk(20, "two\nthr"), chunk(30, "ee\n"), end(40, Ending.CLEAN));

  private static final String PATH = "/api/v1/namespaces/default/endpoints";

  private final AtomicLong nanoTime = new AtomicLong();
  private final HandClock clock = HandClock.atTheEnd();

  @Test
  void aCutEndsTheBodyInFrontOfAnEventHoweverTheChunksAre() {
    assertThat(sent("cut@event=1")).containsExactly("one\n", "CUT");
    assertThat(sent("cut=rst@event=2")).containsExactly("one\n", "two\n", "RESET");
    assertThat(sent("cut=clean@event=2+4")).containsExactly("one\n", "two\nthr", "e", "CLEAN");
    assertThat(sent("cut=goaway@event=0")).containsExactly("GOAWAY");
    assertThat(sent("cut=rst_stream@event=8"))
        .containsExactly("one\n", "two\nthr", "ee\n", "CLEAN");
  }

  @Test
  void aCutEndsTheBodyAfterAByte() {
    assertThat(sent("cut@byte=0")).containsExactly("CUT");
    assertThat(sent("cut@byte=2")).containsExactly("on", "CUT");
    assertThat(sent("cut@byte=4")).containsExactly("one\n", "CUT");
    assertThat(sent("cut@byte=5")).containsExactly("one\n", "t", "CUT");
  }

  @Test
  void aCutInACharacterLeavesItsFirstByte() {
    WatchBody body = faulty("cut@character=2", List.of(chunk(0, "a\u00e4b\u4e2dc\n")));
    Frame.Chunk first = (Frame.Chunk) body.next();
    assertThat(bytes(first)).containsExactly(0x61, 0xc3, 0xa4, 0x62, 0xe4);
    assertThat(body.next()).isEqualTo(end(0, Ending.CUT));
  }

  @Test
  void aCutAtATimeComesBetweenWhatIsDueBeforeAndAfter() {
    WatchBody body =
        faulty("cut@time=1s", List.of(chunk(10, "one\n"), chunk(2_000_000_000, "two\n")));
    assertThat(text(body.next())).isEqualTo("one\n");
    assertThat(body.next()).isEqualTo(end(1_000_000_000, Ending.CUT));
  }

  @Test
  void aCutAtATimeComesInAQuietBodyToo() {
    WatchBody body = faulty("cut@time=1s", List.of(new Frame.Quiet(0)));
    assertThat(body.next()).isEqualTo(end(1_000_000_000, Ending.CUT));
  }

  @Test
  void aCutAtATimeDoesNotWaitForTheNextBookmark(@TempDir Path folder) throws IOException {
    try (World world =
            World.of(
                watch(
                    folder,
                    "slow",
                    new At(0, Bodies.event("ADDED", object("a", 10, "x"))),
                    new At(100, Bodies.event("MODIFIED", object("a", 11, "x")))));
        WatchBody body =
            opened(inFrontOf(world, "cut@time=30s"), PATH, "watch=1&allowWatchBookmarks=1")) {
      long begin = world.time.getAsLong();
      Frame frame = body.next();
      while (!(frame instanceof Frame.End)) {
        world.time.passNanos(body.clock().nanosUntil(frame.atNanos()));
        frame = body.next();
      }
      world.time.passNanos(body.clock().nanosUntil(frame.atNanos()));
      assertThat(frame).isEqualTo(end(TimeUnit.SECONDS.toNanos(30), Ending.CUT));
      assertThat(world.time.getAsLong() - begin).isEqualTo(TimeUnit.SECONDS.toNanos(30));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/namespaces/default/endpoints, watch=1",
    "/api/v1/namespaces/default/endpoints, watch=1&resourceVersion=0",
    "/api/v1/watch/namespaces/default/endpoints,",
  })
  void aWatchWithoutAVersionBeginsWithAStateThatIsNotOlderThanWhatWasSeenBefore410(
      String path, @Nullable String query, @TempDir Path folder) throws IOException {
    try (World world =
        World.of(
            watch(
                folder,
                "three",
                new At(0, Bodies.event("ADDED", object("a", 10, "x"))),
                new At(1, Bodies.event("MODIFIED", object("a", 11, "x"))),
                new At(2, Bodies.event("MODIFIED", object("a", 12, "x")))))) {
      FaultyServer server = inFrontOf(world, "gone@event=2@request=1");
      try (WatchBody first = opened(server, path, query)) {
        assertThat(text(first.next())).contains("\"ADDED\"", "\"resourceVersion\":\"10\"");
        assertThat(text(first.next())).contains("\"MODIFIED\"", "\"resourceVersion\":\"11\"");
        assertThat(text(first.next())).startsWith("{\"type\":\"ERROR\"");
      }
      try (WatchBody second = opened(server, path, query)) {
        assertThat(text(second.next())).contains("\"ADDED\"", "\"resourceVersion\":\"11\"");
        assertThat(text(second.next())).contains("\"MODIFIED\"", "\"resourceVersion\":\"12\"");
      }
      try (WatchBody other =
          ((ApiResponse.Watch)
                  server.answer(
                      new ApiRequest("GET", path, query, List.of(new Header("User-Agent", "x")))))
              .body()) {
        assertThat(text(other.next())).contains("\"resourceVersion\":\"10\"");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gone@request=2", "status=410@request=2"})
  void anAnswerOf410TakesNothingBackEither(String fault, @TempDir Path folder) throws IOException {
    try (World world =
        World.of(
            watch(
                folder,
                "two",
                new At(0, Bodies.event("ADDED", object("a", 10, "x"))),
                new At(1, Bodies.event("MODIFIED", object("a", 11, "x")))))) {
      FaultyServer server = inFrontOf(world, fault);
      opened(server, PATH, "watch=1&resourceVersion=11").close();
      assertThat(
              answer(server, new ApiRequest("GET", PATH, "watch=1&resourceVersion=11", List.of()))
                  .status())
          .isEqualTo(410);
      ApiResponse.Whole list = (ApiResponse.Whole) answer(server, get(PATH));
      assertThat(StandardCharsets.UTF_8.decode(list.body()).toString())
          .contains("\"resourceVersion\":\"11\"");
    }
  }

  @Test
  void aStallAtATimeBeginsThenAndNotWithWhatIsDueNext(@TempDir Path folder) throws IOException {
    try (World world =
            World.of(
                watch(
                    folder,
                    "slow",
                    new At(0, Bodies.event("ADDED", object("a", 10, "x"))),
                    new At(3, Bodies.event("MODIFIED", object("a", 11, "x"))),
                    new At(8, Bodies.event("MODIFIED", object("a", 12, "x")))));
        WatchBody body = opened(inFrontOf(world, "stall@time=1s:5s"), PATH, "watch=1")) {
      long begin = world.time.getAsLong();
      List<Long> arrivals = new ArrayList<>();
      while (arrivals.size() < 3) {
        Frame frame = body.next();
        for (long wait = body.clock().nanosUntil(frame.atNanos());
            wait > 0;
            wait = body.clock().nanosUntil(frame.atNanos())) {
          world.time.passNanos(wait);
        }
        if (frame instanceof Frame.Chunk) {
          arrivals.add(TimeUnit.NANOSECONDS.toSeconds(world.time.getAsLong() - begin));
        }
      }
      assertThat(arrivals).containsExactly(0L, 6L, 8L);
    }
  }

  private static FaultyServer inFrontOf(World world, String fault) {
    return new FaultyServer(
        world.engine, world.engine, List.of(FaultRule.parse(fault)), world.time, true);
  }

  private static WatchBody opened(FaultyServer server, String path, @Nullable String query) {
    ApiRequest request = new ApiRequest("GET", path, query, List.of());
    return ((ApiResponse.Watch) server.answer(request)).body();
  }

  @Test
  void aStallHoldsBackWhatFollowsForThatMuchRealTime() {
    WatchBody body = faulty("stall@event=1:5s", THREE_EVENTS);
    assertThat(text(body.next())).isEqualTo("one\n");
    assertThat(body.clock().nanosUntil(10)).isZero();
    assertThat(text(body.next())).isEqualTo("two\nthr");
    assertThat(body.clock().nanosUntil(20)).isEqualTo(TimeUnit.SECONDS.toNanos(5));
    nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(4));
    assertThat(body.clock().nanosUntil(20)).isEqualTo(TimeUnit.SECONDS.toNanos(1));
    nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(body.clock().nanosUntil(20)).isZero();
    assertThat(text(body.next())).isEqualTo("ee\n");
    assertThat(body.clock().nanosUntil(30)).isZero();
  }

  @Test
  void aStallForGoodIsQuietAndHasNoTimeout() {
    FaultyServer server = server(new ScriptedBody(clock, THREE_EVENTS), "stall@byte=4");
    ApiResponse.Watch watch = (ApiResponse.Watch) server.answer(get("/watch"));
    assertThat(watch.timeoutNanos()).isEqualTo(Long.MAX_VALUE);
    assertThat(text(watch.body().next())).isEqualTo("one\n");
    assertThat(watch.body().next()).isInstanceOf(Frame.Quiet.class);
    assertThat(watch.body().next()).isInstanceOf(Frame.Quiet.class);
  }

  @Test
  void aDelayHoldsBackEachChunk() {
    WatchBody body = faulty("delay:200ms", THREE_EVENTS);
    for (Frame frame = body.next(); frame instanceof Frame.Chunk; frame = body.next()) {
      assertThat(body.clock().nanosUntil(frame.atNanos()))
          .isEqualTo(TimeUnit.MILLISECONDS.toNanos(200));
      nanoTime.addAndGet(TimeUnit.MILLISECONDS.toNanos(200));
      assertThat(body.clock().nanosUntil(frame.atNanos())).isZero();
    }
  }

  @Test
  void whatIsNotDueIsNotDelayedYet() {
    HandClock later = new HandClock();
    WatchBody body =
        server(new ScriptedBody(later, THREE_EVENTS), "delay:200ms").answer(get("/watch"))
                instanceof ApiResponse.Watch watch
            ? watch.body()
            : null;
    body.next();
    assertThat(body.clock().nanosUntil(10)).isEqualTo(Long.MAX_VALUE);
    nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(9));
    later.moveTo(10);
    assertThat(body.clock().nanosUntil(10)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(200));
  }

  @Test
  void aJitterIsTheSameEachTimeAndWithinItsBound() {
    assertThat(jitters()).isEqualTo(jitters()).allMatch(wait -> wait >= 0 && wait <= 50_000_000);
    assertThat(jitters().stream().distinct()).hasSizeGreaterThan(1);
  }

  private List<Long> jitters() {
    WatchBody body = faulty("jitter:50ms", THREE_EVENTS);
    List<Long> waits = new ArrayList<>();
    for (Frame frame = body.next(); frame instanceof Frame.Chunk; frame = body.next()) {
      waits.add(body.clock().nanosUntil(frame.atNanos()));
    }
    return waits;
  }

  @Test
  void aDribbleMakesSmallChunks() {
    assertThat(sent("dribble=3")).containsExactly("one", "\n", "two", "\nth", "r", "ee\n", "CLEAN");
  }

  @Test
  void aDribbleWaitsBetweenThePiecesOfAChunk() {
    WatchBody body = faulty("dribble=3:10ms", THREE_EVENTS);
    body.next();
    assertThat(body.clock().nanosUntil(10)).isZero();
    body.next();
    assertThat(body.clock().nanosUntil(10)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(10));
    nanoTime.addAndGet(TimeUnit.MILLISECONDS.toNanos(10));
    assertThat(body.clock().nanosUntil(10)).isZero();
  }

  @Test
  void goneInTheStreamIsAnErrorEventAndTheEnd() {
    assertThat(sent("gone@event=1"))
        .containsExactly(
            "one\n",
            "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\"The"
                + " resourceVersion for the provided watch is too"
                + " old.\",\"reason\":\"Expired\",\"code\":410}}\n",
            "CLEAN");
  }

  @Test
  void whoWasToldGoneIsNotListedAnOlderState() {
    List<Frame> events =
        List.of(chunk(10, event(11)), chunk(20, event(12) + event(13)), end(30, Ending.CLEAN));
    List<String> asked = new ArrayList<>();
    FakeApi api =
        new FakeApi()
            .on(
                "/api/v1/endpoints",
                request -> {
                  asked.add(request.query() + " " + request.seenVersion());
                  return FakeApi.watch(new ScriptedBody(clock, events), 0);
                });
    FaultyServer server =
        new FaultyServer(
            api,
            Filters.NONE,
            List.of(FaultRule.parse("gone@event=2@request=2")),
            nanoTime::get,
            true);
    ask(server, "me", "limit=2");
    drain(ask(server, "me", "watch=1&resourceVersion=7"));
    ask(server, "other", null);
    ask(server, "me", "limit=2");
    ask(server, "me", "watch=1");
    assertThat(asked)
        .containsExactly(
            "limit=2 0", "watch=1&resourceVersion=7 0", "null 0", "limit=2 12", "watch=1 12");
  }

  /** With another version after the object's own, as in addresses that refer to pods. */
  private static String event(int version) {
    return "{\"metadata\":{\"resourceVersion\":\""
        + version
        + "\"},\"targetRef\":{\"resourceVersion\":\"99\"}}\n";
  }

  private static ApiResponse ask(FaultyServer server, String agent, String query) {
    return server.answer(
        new ApiRequest(
            "GET", "/api/v1/endpoints", query, List.of(new Header("user-agent", agent))));
  }

  private static void drain(ApiResponse response) {
    WatchBody body = ((ApiResponse.Watch) response).body();
    while (!(body.next() instanceof Frame.End)) {
      // Only what the server remembers of it matters.
    }
  }

  @Test
  void goneAsAnAnswerIsAStatus() {
    ApiResponse.Whole gone = (ApiResponse.Whole) faultyAnswer("gone");
    assertThat(gone.status()).isEqualTo(410);
    assertThat(StandardCharsets.UTF_8.decode(gone.body()).toString())
        .contains("\"reason\":\"Expired\",\"code\":410}");
  }

  @Test
  void tooManyRequestsSaysWhenToComeBack() {
    ApiResponse.WithHead answer = faultyAnswer("status=429:1500ms");
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.headers())
        .contains(new Header("Retry-After", "2"))
        .contains(new Header("Content-Type", "text/plain; charset=utf-8"));
  }

  @Test
  void anyFailureCanBeAnswered() {
    for (int code : new int[] {400, 401, 500, 503, 504, 599}) {
      ApiResponse.Whole answer = (ApiResponse.Whole) faultyAnswer("status=" + code);
      assertThat(answer.status()).isEqualTo(code);
      assertThat(StandardCharsets.UTF_8.decode(answer.body()).toString())
          .startsWith("{\"kind\":\"Status\"")
          .endsWith("\"code\":" + code + "}\n");
    }
  }

  @Test
  void anEventComesTwice() {
    assertThat(sent("duplicate@event=0"))
        .containsExactly("one\n", "one\n", "two\nthr", "ee\n", "CLEAN");
    assertThat(sent("duplicate@event=1"))
        .containsExactly("one\n", "two\n", "two\n", "thr", "ee\n", "CLEAN");
    assertThat(sent("duplicate@event=2"))
        .containsExactly("one\n", "two\n", "thr", "ee\n", "three\n", "CLEAN");
  }

  @Test
  void anEventIsMissing() {
    assertThat(sent("drop@event=0")).containsExactly("two\nthr", "ee\n", "CLEAN");
    assertThat(sent("drop@event=1")).containsExactly("one\n", "thr", "ee\n", "CLEAN");
    assertThat(sent("drop@event=2")).containsExactly("one\n", "two\n", "CLEAN");
  }

  @Test
  void garbageIsNoJsonAndNoText() {
    WatchBody body = faulty("garbage=16@event=1", THREE_EVENTS);
    assertThat(text(body.next())).isEqualTo("one\n");
    assertThat(bytes((Frame.Chunk) body.next())).hasSize(16).allMatch(b -> (b & 0xc0) == 0x80);
    assertThat(text(body.next())).isEqualTo("two\nthr");
  }

  @Test
  void gzipMakesAMemberOfEachChunk() throws Exception {
    ScriptedBody body = new ScriptedBody(clock, THREE_EVENTS);
    ApiResponse.Watch watch =
        (ApiResponse.Watch)
            server(body, "gzip").answer(get("/watch", new Header("Accept-Encoding", "gzip")));
    assertThat(watch.headers())
        .contains(new Header("Content-Encoding", "gzip"), new Header("Vary", "Accept-Encoding"));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Frame frame = watch.body().next();
        frame instanceof Frame.Chunk chunk;
        frame = watch.body().next()) {
      assertThat(bytes(chunk)).startsWith(0x1f, 0x8b);
      all.writeBytes(raw(chunk));
    }
    assertThat(new GZIPInputStream(new ByteArrayInputStream(all.toByteArray())).readAllBytes())
        .asString()
        .isEqualTo("one\ntwo\nthree\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "dribble=5 gzip"})
  void whatIsCompressedEndsWithAWholeEventWhenItIsOver(String faults) throws Exception {
    WatchBody body = compressed(THREE_EVENTS, faults);
    assertThat(unzipped(((Frame.Chunk) body.next()).bytes())).isEqualTo("one\n");
    assertThat(unzipped(((Frame.Chunk) body.next()).bytes())).isEqualTo("two\n");
    assertThat(unzipped(body.heldBack().bytes())).isEqualTo("three\n");
    assertThat(body.heldBack()).isNull();
    WatchBody cut = compressed(List.of(chunk(0, "one\ntw"), end(0, Ending.CUT)), faults);
    assertThat(unzipped(((Frame.Chunk) cut.next()).bytes())).isEqualTo("one\n");
    assertThat(cut.heldBack()).as("an event without an end").isNull();
  }

  @Test
  void aCacheIsInitializingForAWhileFromTheFirstRequestOn() {
    FaultyServer server =
        new FaultyServer(
            new FakeApi().whole("/api/v1/endpoints", 200, "list"),
            Filters.NONE,
            List.of(FaultRule.parse("initializing:40s")),
            nanoTime::get,
            true);
    nanoTime.addAndGet(TimeUnit.HOURS.toNanos(1));
    List<String> retryAfter = new ArrayList<>();
    for (int seconds = 0; seconds <= 40; seconds += 10) {
      ApiResponse.WithHead answer = answer(server, get("/api/v1/endpoints"));
      retryAfter.add(
          answer.status()
              + answer.headers().stream()
                  .filter(header -> header.name().equals("Retry-After"))
                  .map(header -> " " + header.value())
                  .findFirst()
                  .orElse(""));
      nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(10));
    }
    assertThat(retryAfter).containsExactly("429 1", "429 1", "429 3", "429 6", "200");
  }

  @Test
  void bookmarksAreMissingHoweverTheChunksAreCut() {
    String marker = "{\"type\":\"BOOKMARK\",\"k8s.io/initial-events-end\":\"true\"}\n";
    String bookmark = "{\"type\":\"BOOKMARK\"}\n";
    String others = "{\"type\":\"ADDED\"}\n\n{\n";
    String all = others + marker + bookmark + others + bookmark;
    for (int size = 1; size <= all.length(); size++) {
      List<Frame> frames = new ArrayList<>();
      for (int from = 0; from < all.length(); from += size) {
        frames.add(chunk(0, all.substring(from, Math.min(all.length(), from + size))));
      }
      frames.add(end(0, Ending.CLEAN));
      assertThat(joined("drop-bookmarks", frames)).isEqualTo(others + others + "CLEAN");
      assertThat(joined("no-marker", frames))
          .isEqualTo(others + bookmark + others + bookmark + "CLEAN");
    }
  }

  @Test
  void whatACutLeavesOfABookmarkIsSent() {
    List<Frame> frames = List.of(chunk(0, "one\n{\"type\":\"BOOK"), end(0, Ending.CUT));
    assertThat(joined("drop-bookmarks", frames)).isEqualTo("one\n{\"type\":\"BOOKCUT");
  }

  @Test
  void aBufferIsPassedOnWhenItIsFullAndAtTheEnd() {
    assertThat(sent("buffer=6")).containsExactly("one\ntw", "o\nthre", "e\n", "CLEAN");
    assertThat(sent("buffer=14")).containsExactly("one\ntwo\nthree\n", "CLEAN");
    assertThat(sent("buffer=15")).containsExactly("one\ntwo\nthree\n", "CLEAN");
  }

  @Test
  void aBufferTakesWhatIsDueOnly() {
    HandClock later = new HandClock();
    WatchBody body =
        ((ApiResponse.Watch)
                server(new ScriptedBody(later, THREE_EVENTS), "buffer=8").answer(get("/watch")))
            .body();
    later.moveTo(10);
    assertThat(body.next()).isEqualTo(new Frame.Later(20));
    assertThat(text(body.heldBack())).isEqualTo("one\n");
    assertThat(body.heldBack()).isNull();
    later.moveTo(40);
    assertThat(text(body.next())).isEqualTo("two\nthre");
  }

  @Test
  void whoDoesNotAcceptGzipGetsNone() {
    assertThat(sent("gzip")).containsExactly("one\n", "two\nthr", "ee\n", "CLEAN");
  }

  @Test
  void faultsAreAppliedInTheOrderTheyAreGiven() {
    assertThat(sent("drop@event=0", "cut@event=1")).containsExactly("two\n", "CUT");
    assertThat(sent("cut@event=1", "drop@event=0")).containsExactly("CUT");
  }

  @Test
  void aFaultMayMeetOneRequestOnly() {
    FaultyServer server =
        server(new ScriptedBody(clock, THREE_EVENTS), "status=500@request=2", "gone@path=/other");
    assertThat(status(server, "/watch", "/watch", "/watch")).containsExactly(200, 500, 200);
    assertThat(answer(server, get("/other")).status()).isEqualTo(410);
  }

  @Test
  void aBodysFaultCountsWatchesOnly() {
    FakeApi api =
        new FakeApi().on("/watch", r -> FakeApi.watch(new ScriptedBody(clock, THREE_EVENTS), 0));
    FaultyServer server =
        new FaultyServer(
            api,
            Filters.NONE,
            List.of(FaultRule.parse("cut@byte=0@request=2")),
            nanoTime::get,
            true);
    server.answer(get("/get"));
    assertThat(sent(server)).hasSize(4);
    server.answer(get("/get"));
    assertThat(sent(server)).containsExactly("CUT");
    assertThat(sent(server)).hasSize(4);
  }

  @Test
  void rulesMayChangeWhileServing() {
    FaultyServer server = server(new ScriptedBody(clock, THREE_EVENTS), "status=500");
    server.setRules(List.of());
    assertThat(answer(server, get("/get")).status()).isEqualTo(200);
    assertThat(server.rules()).isEmpty();
  }

  @Test
  void closingAFaultyBodyClosesTheRealOne() {
    for (String fault :
        List.of(
            "cut@byte=1",
            "stall@byte=1:1s",
            "dribble=1",
            "drop@event=0",
            "delay:1s",
            "buffer=1",
            "drop-bookmarks")) {
      ScriptedBody body = new ScriptedBody(clock, THREE_EVENTS);
      ((ApiResponse.Watch) server(body, fault).answer(get("/watch"))).body().close();
      assertThat(body.closings()).as(fault).isOne();
    }
  }

  private List<String> sent(String... faults) {
    return sent(server(new ScriptedBody(clock, THREE_EVENTS), faults));
  }

  private static List<String> sent(FaultyServer server) {
    WatchBody body = ((ApiResponse.Watch) server.answer(get("/watch"))).body();
    List<String> sent = new ArrayList<>();
    while (true) {
      Frame frame = body.next();
      if (frame instanceof Frame.End end) {
        sent.add(end.ending().name());
        return sent;
      }
      sent.add(text(frame));
    }
  }

  /** The body of a watch list, as one text. */
  private String joined(String fault, List<Frame> frames) {
    FakeApi api =
        new FakeApi()
            .on(
                "/watch",
                request ->
                    new ApiResponse.Watch(
                        200, List.of(), new ScriptedBody(clock, frames), 0, true, false));
    return String.join(
        "",
        sent(
            new FaultyServer(
                api, Filters.NONE, List.of(FaultRule.parse(fault)), nanoTime::get, true)));
  }

  private WatchBody faulty(String fault, List<Frame> frames) {
    return ((ApiResponse.Watch)
            server(new ScriptedBody(clock, frames), fault).answer(get("/watch")))
        .body();
  }

  private ApiResponse.WithHead faultyAnswer(String fault) {
    return answer(server(new ScriptedBody(clock, THREE_EVENTS), fault), get("/get"));
  }

  private static ApiResponse.WithHead answer(FaultyServer server, ApiRequest request) {
    return (ApiResponse.WithHead) server.answer(request);
  }

  private FaultyServer server(ScriptedBody body, String... faults) {
    return new FaultyServer(
        new FakeApi().watch("/watch", body),
        Filters.NONE,
        Stream.of(faults).map(FaultRule::parse).toList(),
        nanoTime::get,
        true);
  }

  private WatchBody compressed(List<Frame> frames, String faults) {
    FaultyServer server = server(new ScriptedBody(clock, frames), faults.split(" "));
    ApiRequest request = get("/watch", new Header("Accept-Encoding", "gzip"));
    return ((ApiResponse.Watch) server.answer(request)).body();
  }

  private static String unzipped(ByteBuffer member) throws Exception {
    byte[] raw = new byte[member.remaining()];
    member.get(raw);
    return new String(
        new GZIPInputStream(new ByteArrayInputStream(raw)).readAllBytes(), StandardCharsets.UTF_8);
  }

  private static List<Integer> status(FaultyServer server, String... paths) {
    return Arrays.stream(paths).map(path -> answer(server, get(path)).status()).toList();
  }

  private static ApiRequest get(String path, Header... headers) {
    return new ApiRequest("GET", path, null, List.of(headers));
  }

  private static String text(Frame frame) {
    return new String(raw((Frame.Chunk) frame), StandardCharsets.UTF_8);
  }

  private static byte[] raw(Frame.Chunk chunk) {
    ByteBuffer bytes = chunk.bytes().duplicate();
    byte[] raw = new byte[bytes.remaining()];
    bytes.get(raw);
    return raw;
  }

  private static List<Integer> bytes(Frame.Chunk chunk) {
    List<Integer> bytes = new ArrayList<>();
    for (byte b : raw(chunk)) {
      bytes.add(b & 0xff);
    }
    return bytes;
  }
}
