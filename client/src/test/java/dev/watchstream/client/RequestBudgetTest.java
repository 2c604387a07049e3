package dev.watchstream.client;

import static dev.watchstream.client.wire.Wire.bookmark;
import static dev.watchstream.client.wire.Wire.event;
import static dev.watchstream.client.wire.Wire.gone;
import static dev.watchstream.client.wire.Wire.item;
import static dev.watchstream.client.wire.Wire.list;
import static dev.watchstream.client.wire.Wire.page;
import static dev.watchstream.client.wire.Wire.status;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.client.EndpointsWatch.InitialState;
import dev.watchstream.client.wire.ScriptedServer;
import dev.watchstream.client.wire.ScriptedServer.Answer;
import dev.watchstream.client.wire.ScriptedServer.End;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No server can keep a watch in a busy loop: whatever it answers, the requests in a minute of the
 * watch's time are limited, and what cannot be had from one version is asked of a fresh state.
 */
@Timeout(120)
class RequestBudgetTest {

  private static final int MOST_A_MINUTE = 100;

  /**
   * What a server answers again and again, and how many requests that costs in the first minute.
   */
  private static final Map<String, Function<String, Answer>> CIRCLES = new TreeMap<>();

  static {
    circle("gone after every event", list(9, item("a", 3)), event("MODIFIED", "a", 10) + gone());
    circle("gone at once", list(9, item("a", 3)), gone());
    circle("a list without a version", page(null, null, item("a", "3")), "");
    circle("a list with an empty version", page("", null, item("a", "3")), "");
    circle("the same continue token", page(9, "again", item("a", 3)), "");
    circle("an ERROR 500 event", list(9, item("a", 3)), error(status(500, "InternalError", "x")));
    circle(
        "gone without a code",
        list(9, item("a", 3)),
        error("{\"kind\":\"Status\",\"reason\":\"Expired\"}"));
    circle("an ERROR of nothing", list(9, item("a", 3)), error("{}"));
    circle(
        "an ERROR 429 event that asks for no wait",
        list(9, item("a", 3)),
        error(
            "{\"kind\":\"Status\",\"code\":429,\"details\":{\"retryAfterSeconds\":0},\"message\":\"x\"}"));
    circle("an empty body", list(9, item("a", 3)), "");
    circle("no JSON", "<html>", "<html>");
    circle("another kind", "{\"kind\":\"PodList\",\"items\":[]}", "{\"kind\":\"PodList\"}");
    circle("bookmarks without a version", list(9, item("a", 3)), bookmark(""));
    circle("half an event", list(9, item("a", 3)), "{\"type\":\"MODIFIED\",\"object\":{");
    circle(
        "an event that is too large",
        list(9, item("a", 3)),
        "{\"type\":\"MODIFIED\",\"object\":{\"x\":\"" + "x".repeat(9 << 20) + "\"}}");
    circle("a list that is too large", "{\"x\":\"" + "x".repeat(9 << 20) + "\"}", "");
    for (int code : List.of(301, 307, 400, 401, 403, 404, 406, 410, 429, 500, 502, 503, 504)) {
      Answer refusal =
          Answer.status(
              code,
              "Retry-After: 0\r\nLocation: /api/v1/endpoints\r\n",
              status(code, "Because", "said so"));
      CIRCLES.put("HTTP " + code, target -> refusal);
      CIRCLES.put(
          "HTTP " + code + " to watches",
          target ->
              target.contains("watch=true")
                  ? refusal
                  : Answer.ok(End.CLEAN, list(9, item("a", 3))));
    }
  }

  private static void circle(String name, String list, String watch) {
    CIRCLES.put(name, byKind(list, watch));
  }

  private static String error(String status) {
    return "{\"type\":\"ERROR\",\"object\":" + status + "}\n";
  }

  private static Function<String, Answer> byKind(String list, String watch) {
    return target -> Answer.ok(End.CLEAN, target.contains("watch=true") ? watch : list);
  }

  static List<String> circles() {
    return List.copyOf(CIRCLES.keySet());
  }

  @ParameterizedTest
  @MethodSource("circles")
  void aServerThatAnswersTheSameForEverIsAskedEverMoreSeldom(String circle) throws Exception {
    List<Long> asked = askFor(Duration.ofMinutes(4), CIRCLES.get(circle), w -> w.pageSize(2));

    assertThat(mostInAMinute(asked)).as("requests").isLessThanOrEqualTo(30);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverAServerAnswersItIsNotHammered(long seed) throws Exception {
    Random random = new Random(seed);
    int[] version = {10};
    Function<String, Answer> server =
        target -> {
          version[0] += random.nextInt(3);
          int now = version[0];
          String list =
              random.nextInt(4) == 0
                  ? page(now, "token" + random.nextInt(3), item("a", now))
                  : list(now, item("a", now));
          String body =
              switch (random.nextInt(7)) {
                case 0 -> gone();
                case 1 -> event("MODIFIED", "a", now);
                case 2 -> event("DELETED", "a", now - 5);
                case 3 -> bookmark(now - random.nextInt(20));
                case 4 -> "";
                case 5 -> error(status(504, "Timeout", "x"));
                default -> event("ADDED", "b", now) + "{\"type\":";
              };
          int code = List.of(200, 200, 200, 200, 400, 410, 429, 500, 504).get(random.nextInt(9));
          return code != 200
              ? Answer.status(code, "", status(code, "Because", "said so"))
              : Answer.ok(
                  random.nextBoolean() ? End.CLEAN : End.CUT,
                  target.contains("watch=true") ? body : list);
        };

    List<Long> asked =
        askFor(
            Duration.ofMinutes(5),
            server,
            w -> seed % 2 == 0 ? w.initialState(InitialState.WATCH_LIST) : w.pageSize(1));

    assertThat(mostInAMinute(asked)).isLessThanOrEqualTo(MOST_A_MINUTE);
  }

  /** HTTP statuses, and ERROR events, with which a version is refused. */
  @ParameterizedTest
  @ValueSource(ints = {400, 500, 504, 404})
  void aVersionThatIsRefusedThreeTimesIsGivenUp(int code) throws Exception {
    String refusal = status(code, "Because", "not this version");
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(End.CLEAN, list(9, item("a", 3))),
                Answer.status(code, "", refusal),
                Answer.status(code, "", refusal),
                Answer.ok(End.CLEAN, error(refusal)),
                Answer.ok(End.CLEAN, list(20, item("a", 15))));
        WatchRun run = WatchRun.of(server.url(), w -> w)) {
      run.await("relisted 20");
      assertThat(run.changes())
          .containsExactly("INITIAL LISTED default/a 3", "RELIST LISTED default/a 15");
    }
  }

  /**
   * As through nginx with its defaults, which cuts after 60 s and drops what does not fill a
   * buffer.
   */
  @Test
  void anEventThatNeverComesWholeIsReadFromTheStateWhileACutOfNothingIsNot() throws Exception {
    String half = event("MODIFIED", "a", 12).substring(0, 40);
    CompletableFuture<WatchRun> started = new CompletableFuture<>();
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(End.CLEAN, list(9, item("a", 3))),
                Answer.ok(End.CUT),
                Answer.ok(End.CUT),
                Answer.ok(End.CUT),
                Answer.ok(End.CUT, half),
                Answer.ok(End.CUT, half),
                Answer.ok(End.CUT, half),
                Answer.ok(End.CLEAN, list(12, item("a", 12))),
                Answer.ok(End.HANG));
        WatchRun run =
            WatchRun.of(
                server.url(),
                w -> w,
                notice -> {
                  if (notice instanceof WatchNotice.Opened) {
                    started.join().time.advance(Duration.ofSeconds(60));
                  }
                })) {
      started.complete(run);
      run.await("relisted 12");
      run.await("opened 12");
      assertThat(run.watch.counters().watches()).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503, 401, 403})
  void whatSaysNothingOfTheVersionCostsNoRelist(int code) throws Exception {
    Answer refused = Answer.status(code, "", status(code, "Because", "busy"));
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(End.CLEAN, list(9, item("a", 3))),
                refused,
                refused,
                refused,
                refused,
                Answer.ok(End.HANG, event("MODIFIED", "a", 12)));
        WatchRun run = WatchRun.of(server.url(), w -> w)) {
      run.await("WATCH MODIFIED default/a 12");
      assertThat(run.watch.counters().lists()).isEqualTo(1);
    }
  }

  @Test
  void aContinueTokenThatIsRefusedBeginsTheListAnew() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(End.CLEAN, page(9, "BAD", item("a", 3))),
                Answer.status(400, "", status(400, "BadRequest", "continue key is not valid")),
                Answer.ok(End.CLEAN, page(10, "GOOD", item("a", 3))),
                Answer.ok(End.CLEAN, page(10, null, item("b", 4))),
                Answer.ok(End.HANG));
        WatchRun run = WatchRun.of(server.url(), w -> w.pageSize(1))) {
      run.await("synced 10");
      assertThat(run.changes())
          .containsExactly("INITIAL LISTED default/a 3", "INITIAL LISTED default/b 4");
    }
  }

  @Test
  void initialEventsWithoutAnEndAreGivenUpForLists() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer()
                .handle(
                    target ->
                        target.contains("sendInitialEvents")
                            ? Answer.ok(End.CLEAN, event("ADDED", "a", 3))
                            : target.contains("watch=true")
                                ? Answer.ok(End.HANG)
                                : Answer.ok(End.CLEAN, list(9, item("a", 3))));
        WatchRun run = WatchRun.of(server.url(), w -> w.initialState(InitialState.WATCH_LIST))) {
      run.await("synced 9");
      assertThat(run.story).anyMatch(line -> line.startsWith("ended WATCH NO_WATCH_LIST"));
      assertThat(run.watch.counters().watches()).isLessThanOrEqualTo(4);
    }
  }

  @ParameterizedTest
  @EnumSource
  void objectsWithoutEndAreGivenUpWhereTheLimitOfTheirNamesIsReached(InitialState state)
      throws Exception {
    AtomicInteger objects = new AtomicInteger();
    Function<String, Answer> server =
        target -> {
          if (!target.contains("watch=true")) {
            String name = "a" + objects.incrementAndGet();
            return Answer.ok(End.CLEAN, page(9, name, item(name, 9)));
          }
          return Answer.ok(
              End.CLEAN,
              IntStream.range(0, 60)
                  .mapToObj(i -> event("ADDED", "a" + objects.incrementAndGet(), 9))
                  .collect(joining()));
        };
    try (ScriptedServer endless = new ScriptedServer().handle(server);
        WatchRun run =
            WatchRun.of(endless.url(), w -> w.initialState(state).maxKnownBytes(20_000))) {
      run.awaitThat(
          lines -> lines.stream().filter(line -> line.contains("maxKnownBytes")).count() >= 3,
          "three words of the limit");
      assertThat(mostAtOnce(run.changes())).isLessThan(100);
      assertThat(run.watch.isRunning()).isTrue();
    }
  }

  @Test
  void anErrorEventToInitialEventsIsAnAnswerToo() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(
                    End.CLEAN,
                    "{\"type\":\"ERROR\",\"object\":"
                        + status(500, "InternalError", "RequestWatchProgress is disabled")
                        + "}\n"),
                Answer.ok(End.CLEAN, list(9, item("a", 3))),
                Answer.ok(End.HANG));
        WatchRun run = WatchRun.of(server.url(), w -> w.initialState(InitialState.WATCH_LIST))) {
      run.await("synced 9");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 9})
  void theDeleteOfAKnownObjectIsNewsAtWhateverVersion(int version) throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(End.CLEAN, list(9, item("a", 9), item("b", 5))),
                Answer.ok(
                    End.CUT,
                    event("MODIFIED", "b", 12),
                    event("DELETED", "a", version),
                    event("MODIFIED", "b", 12)),
                Answer.ok(End.HANG));
        WatchRun run = WatchRun.of(server.url(), w -> w)) {
      run.await("WATCH DELETED default/a");
      server.takeRequest();
      server.takeRequest();
      assertThat(server.takeRequest()).contains("resourceVersion=12");
      assertThat(run.changes())
          .containsExactly(
              "INITIAL LISTED default/a 9",
              "INITIAL LISTED default/b 5",
              "WATCH MODIFIED default/b 12",
              "WATCH DELETED default/a " + version);
    }
  }

  @Test
  void anOlderStateOfAKnownObjectIsNotTold() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(End.CLEAN, list(9, item("b", 5))),
                Answer.ok(
                    End.HANG,
                    event("MODIFIED", "b", 105),
                    event("ADDED", "b", 95),
                    event("MODIFIED", "b", 106)));
        WatchRun run = WatchRun.of(server.url(), w -> w)) {
      run.await("WATCH MODIFIED default/b 106");
      assertThat(run.changes())
          .containsExactly(
              "INITIAL LISTED default/b 5",
              "WATCH MODIFIED default/b 105",
              "WATCH MODIFIED default/b 106");
    }
  }

  /** The times, in nanoseconds of the watch, at which requests came. */
  private static List<Long> askFor(
      Duration duration,
      Function<String, Answer> answers,
      UnaryOperator<EndpointsWatch.Builder> options)
      throws Exception {
    List<Long> asked = new CopyOnWriteArrayList<>();
    WatchRun[] watching = new WatchRun[1];
    try (ScriptedServer server = new ScriptedServer()) {
      server.handle(
          target -> {
            WatchRun run = watching[0];
            asked.add(run == null ? 0 : run.time.nanoTime());
            return answers.apply(target);
          });
      try (WatchRun run = WatchRun.of(server.url(), options)) {
        watching[0] = run;
        while (run.time.nanoTime() < duration.toNanos()) {
          assertThat(asked).hasSizeLessThan(10_000);
          assertThat(run.watch.failure()).isNull();
          Thread.onSpinWait();
        }
      }
    }
    return asked;
  }

  private static long mostInAMinute(List<Long> asked) {
    long minute = Duration.ofMinutes(1).toNanos();
    return asked.stream()
        .mapToLong(from -> asked.stream().filter(at -> at >= from && at < from + minute).count())
        .max()
        .orElse(0);
  }

  /** The most objects that a listener has to know at once; each has another name. */
  private static long mostAtOnce(List<String> changes) {
    long most = 0;
    long known = 0;
    for (String change : changes) {
      known += change.contains(" DELETED ") ? -1 : 1;
      most = Math.max(most, known);
    }
    return most;
  }
}
