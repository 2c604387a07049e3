package dev.watchstream.client;

import static dev.watchstream.client.wire.Wire.bookmark;
import static dev.watchstream.client.wire.Wire.event;
import static dev.watchstream.client.wire.Wire.gone;
import static dev.watchstream.client.wire.Wire.initialEventsEnd;
import static dev.watchstream.client.wire.Wire.item;
import static dev.watchstream.client.wire.Wire.list;
import static dev.watchstream.client.wire.Wire.page;
import static dev.watchstream.client.wire.Wire.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.client.EndpointsWatch.InitialState;
import dev.watchstream.client.wire.ScriptedServer;
import dev.watchstream.client.wire.ScriptedServer.Answer;
import dev.watchstream.client.wire.ScriptedServer.End;
import dev.watchstream.client.wire.StreamingGet;
import dev.watchstream.parser.Address;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EndpointsWatchTest {

  @Test
  void listsInPagesAndWatchesFromTheListsVersion() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(End.CLEAN, page(9, "abc", item("a", 3, "10.0.0.1"), item("b", 5))),
                Answer.ok(End.CLEAN, list(9, item("c", 7))),
                Answer.ok(End.HANG, event("MODIFIED", "b", 10, "10.0.0.2")));
        WatchRun run = WatchRun.of(server.url(), w -> w.namespace("default").pageSize(2))) {
      run.await("WATCH MODIFIED default/b 10");
      assertThat(run.story)
          .containsExactly(
              "INITIAL LISTED default/a 3",
              "INITIAL LISTED default/b 5",
              "INITIAL LISTED default/c 7",
              "synced 9",
              "opened 9",
              "WATCH MODIFIED default/b 10");
      assertThat(server.takeRequest()).isEqualTo("/api/v1/namespaces/default/endpoints?limit=2");
      assertThat(server.takeRequest())
          .isEqualTo("/api/v1/namespaces/default/endpoints?limit=2&continue=abc");
      assertThat(server.takeRequest())
          .startsWith("/api/v1/namespaces/default/endpoints?watch=true&allowWatchBookmarks=true")
          .endsWith("&resourceVersion=9");
      assertThat(run.store.isSynced()).isTrue();
      assertThat(run.store.get("default", "b").addresses())
          .extracting(Address::ip)
          .containsExactly("10.0.0.2");
    }
  }

  @Test
  void anExpiredPageBeginsTheListAnewAndThenWithoutPages() throws Exception {
    String expired = status(410, "Expired", "the provided continue parameter is too old");
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(End.CLEAN, page(9, "p1", item("a", 3))),
                Answer.status(410, "", expired),
                Answer.ok(End.CLEAN, page(11, "p2", item("a", 3))),
                Answer.status(410, "", expired),
                Answer.ok(End.CLEAN, list(12, item("a", 3), item("b", 5))));
        WatchRun run = WatchRun.of(server.url(), w -> w)) {
      run.await("opened 12");
      assertThat(run.changes())
          .containsExactly("INITIAL LISTED default/a 3", "INITIAL LISTED default/b 5");
      assertThat(run.story).filteredOn(line -> line.startsWith("ended LIST GONE")).hasSize(2);
      assertThat(server.requests().subList(0, 5))
          .containsExactly(
              "/api/v1/endpoints?limit=500",
              "/api/v1/endpoints?limit=500&continue=p1",
              "/api/v1/endpoints?limit=500",
              "/api/v1/endpoints?limit=500&continue=p2",
              "/api/v1/endpoints");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = End.class,
      names = {"CLEAN", "CUT"})
  void a_page_that_is_cut_behind_its_last_item_is_read_again(End end) throws Exception {
    String page = page(9, "p2", item("b", 5));
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(End.CLEAN, page(9, "p1", item("a", 3))),
                Answer.ok(end, page.substring(0, page.lastIndexOf("]"))),
                Answer.ok(End.CLEAN, page),
                Answer.ok(End.CLEAN, list(9, item("c", 7))));
        WatchRun run = WatchRun.of(server.url(), w -> w)) {
      run.await("opened 9");
      assertThat(run.story).filteredOn(line -> line.startsWith("ended LIST")).hasSize(1);
      assertThat(run.changes())
          .containsExactly(
              "INITIAL LISTED default/a 3",
              "INITIAL LISTED default/b 5",
              "INITIAL LISTED default/c 7");
      assertThat(server.requests().subList(0, 4))
          .containsExactly(
              "/api/v1/endpoints?limit=500",
              "/api/v1/endpoints?limit=500&continue=p1",
              "/api/v1/endpoints?limit=500&continue=p1",
              "/api/v1/endpoints?limit=500&continue=p2");
    }
  }

  @Test
  void a_list_whose_last_page_is_cut_behind_its_end_is_whole() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(End.CLEAN, page(9, "p1", item("a", 3))),
                Answer.ok(End.CUT, list(9, item("b", 5))),
                Answer.ok(End.CLEAN, gone()),
                Answer.ok(End.CLEAN, list(20, item("b", 5))));
        WatchRun run = WatchRun.of(server.url(), w -> w)) {
      run.await("relisted 20");
      assertThat(run.changes()).last().isEqualTo("RELIST DELETED default/a 3");
      assertThat(server.requests().get(3)).isEqualTo("/api/v1/endpoints?limit=500");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = End.class,
      names = {"CLEAN", "CUT", "RESET"})
  void goesOnFromTheLastVersionHoweverAWatchEnds(End end) throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(End.CLEAN, list(9)),
                Answer.ok(end, event("ADDED", "a", 10), event("MODIFIED", "a", 12)),
                Answer.ok(End.HANG, event("MODIFIED", "a", 14)));
        WatchRun run = WatchRun.of(server.url(), w -> w)) {
      run.await("WATCH MODIFIED default/a 14");
      // A reset may overtake what was sent before it, which a server would then send again.
      if (end != End.RESET) {
        assertThat(run.changes())
            .containsExactly(
                "WATCH ADDED default/a 10",
                "WATCH MODIFIED default/a 12",
                "WATCH MODIFIED default/a 14");
        assertThat(server.requests()).hasSize(3).last().asString().endsWith("&resourceVersion=12");
      }
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void halfAnEventIsNotToldAndAskedForAgain() throws Exception {
    String whole = event("MODIFIED", "a", 12);
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(End.CLEAN, list(9)),
                Answer.ok(End.CLEAN, event("ADDED", "a", 10) + whole.substring(0, 40)),
                Answer.ok(End.HANG, whole));
        WatchRun run = WatchRun.of(server.url(), w -> w)) {
      run.await("WATCH MODIFIED default/a 12");
      assertThat(run.story).anyMatch(line -> line.startsWith("ended WATCH CUT: the stream ends"));
      assertThat(server.requests().get(2)).endsWith("&resourceVersion=10");
    }
  }

  @Test
  void aServerThatRepeatsEventsIsNotBelieved() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(End.CLEAN, list(9)),
                Answer.ok(End.CUT, event("ADDED", "a", 10), event("DELETED", "a", 11)),
                Answer.ok(
                    End.HANG,
                    event("ADDED", "a", 10)
                        + event("DELETED", "a", 11)
                        + event("ADDED", "b", 12)
                        + event("ADDED", "b", 12)));
        WatchRun run = WatchRun.of(server.url(), w -> w)) {
      run.await("WATCH ADDED default/b 12");
      assertThat(run.changes())
          .containsExactly(
              "WATCH ADDED default/a 10", "WATCH DELETED default/a 11", "WATCH ADDED default/b 12");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aVersionThatIsTooOldIsRelistedAndOnlyTheDifferenceIsTold(boolean inStream) throws Exception {
    Answer tooOld =
        inStream
            ? Answer.ok(End.CLEAN, gone())
            : Answer.status(410, "", status(410, "Gone", "too old"));
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(
                    End.CLEAN,
                    list(9, item("a", 3, "10.0.0.1"), item("b", 5, "10.0.0.2"), item("c", 7))),
                tooOld,
                Answer.ok(
                    End.CLEAN,
                    list(20, item("a", 3, "10.0.0.1"), item("c", 15), item("d", 16, "10.0.0.4"))),
                Answer.ok(End.HANG));
        WatchRun run = WatchRun.of(server.url(), w -> w)) {
      run.await("opened 20");
      assertThat(run.story.subList(run.story.indexOf("opened 20") - 4, run.story.size()))
          .containsExactly(
              "RELIST LISTED default/c 15",
              "RELIST LISTED default/d 16",
              "RELIST DELETED default/b 5",
              "relisted 20",
              "opened 20");
      assertThat(run.pauses).containsExactly(Duration.ZERO);
      assertThat(run.store.get("default", "b").addresses()).isEmpty();
      assertThat(run.store.all()).hasSize(3);
      assertThat(run.watch.counters().relists()).isEqualTo(1);
    }
  }

  @Test
  void anObjectThatWasCreatedAnewIsGoneFirst() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(End.CLEAN, list(9, item("a", 3))),
                Answer.ok(End.CLEAN, gone()),
                Answer.ok(End.CLEAN, list(20, item("a", 15).replace("uid-a", "another"))));
        WatchRun run = WatchRun.of(server.url(), w -> w)) {
      run.await("relisted");
      assertThat(run.changes())
          .containsExactly(
              "INITIAL LISTED default/a 3",
              "RELIST DELETED default/a 3",
              "RELIST LISTED default/a 15");
    }
  }

  @Test
  void aListThatIsAlwaysTooOldIsNotAskedForInCircles() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer()
            .handle(
                target ->
                    target.contains("watch=true")
                        ? Answer.ok(End.CLEAN, gone())
                        : Answer.ok(End.CLEAN, list(9)))) {
      try (WatchRun run = WatchRun.of(server.url(), w -> w)) {
        run.await("ended WATCH GONE", 6);
        assertThat(run.pauses.get(0)).isZero();
        assertThat(run.pauses.subList(1, 6))
            .allSatisfy(pause -> assertThat(pause).isGreaterThanOrEqualTo(Backoff.FIRST));
      }
    }
  }

  @Test
  void bookmarksMoveTheVersion() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(End.CLEAN, list(9)),
                Answer.ok(End.CLEAN, bookmark(77)),
                Answer.ok(End.HANG));
        WatchRun run = WatchRun.of(server.url(), w -> w)) {
      run.await("opened 77");
      assertThat(run.story).contains("bookmark 77");
      assertThat(server.requests().get(2)).endsWith("&resourceVersion=77");
    }
  }

  @Test
  void aServerThatClosesAtOnceIsAskedMoreAndMoreRarelyAndThenListedAnew() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer()
            .handle(
                target ->
                    target.contains("watch=true")
                        ? Answer.ok(End.CLEAN)
                        : Answer.ok(End.CLEAN, list(9)))) {
      try (WatchRun run = WatchRun.of(server.url(), w -> w)) {
        run.await("ended WATCH CLEAN", 9);
        assertThat(run.pauses.get(0)).isBetween(Backoff.FIRST, Backoff.FIRST.multipliedBy(2));
        assertThat(run.pauses.subList(6, 9)).containsOnly(Backoff.LONGEST);
        assertThat(run.watch.counters().lists()).isBetween(3L, 4L);
      }
    }
  }

  @Test
  void aServerThatIsAwayForLongCostsNoRelist() throws Exception {
    Answer away = new Answer("", List.of(), End.CUT);
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(End.CLEAN, list(9)),
                Answer.ok(End.CUT, event("ADDED", "a", 10)),
                away,
                away,
                away,
                away,
                Answer.ok(End.HANG, event("MODIFIED", "a", 11)));
        WatchRun run = WatchRun.of(server.url(), w -> w)) {
      run.await("WATCH MODIFIED default/a 11");
      assertThat(server.requests()).hasSize(7);
      assertThat(server.requests().subList(2, 7))
          .allMatch(target -> target.endsWith("&resourceVersion=10"));
    }
  }

  @Test
  void waitsAsLongAsTheServerAsks() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.status(
                    429, "Retry-After: 7\r\n", "Too many requests, please try again later."),
                Answer.status(503, "Retry-After: Sun, 22 Nov 2026 10:01:07 GMT\r\n", ""),
                Answer.ok(End.CLEAN, list(9)));
        WatchRun run = WatchRun.of(server.url(), w -> w)) {
      run.await("synced 9");
      assertThat(run.pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(60));
      assertThat(run.story.get(0))
          .isEqualTo("ended LIST REFUSED: HTTP 429: Too many requests, please try again later.");
    }
  }

  @Test
  void aRefusalIsToldInTheServersWords() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.status(403, "", status(403, "Forbidden", "endpoints is forbidden")));
        WatchRun run = WatchRun.withPauses(server.url(), w -> w)) {
      run.await("ended LIST REFUSED: HTTP 403: endpoints is forbidden");
    }
  }

  @Test
  void aWatchThatFallsSilentIsGivenUpAndResumed() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(End.CLEAN, list(9)),
                Answer.ok(End.HANG, event("ADDED", "a", 10)),
                Answer.ok(End.HANG, event("MODIFIED", "a", 11)));
        WatchRun run = WatchRun.of(server.url(), w -> w.timeout(Duration.ofSeconds(100)))) {
      run.await("WATCH ADDED default/a 10");
      assertThat(server.requests().get(1)).containsPattern("timeoutSeconds=1\\d\\d&");
      run.time.advance(Duration.ofSeconds(100));
      assertThat(server.requests()).hasSize(2);
      run.time.advance(Duration.ofSeconds(130));
      run.await("WATCH MODIFIED default/a 11");
      assertThat(run.story).contains("ended WATCH SILENT: the server has fallen silent");
    }
  }

  @Test
  void aServerThatDoesNotAnswerIsGivenUp() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(Answer.silence(), Answer.ok(End.CLEAN, list(9)));
        WatchRun run = WatchRun.of(server.url(), w -> w)) {
      server.takeRequest();
      run.time.advance(StreamingGet.LIST_HEAD_LIMIT);
      run.await("synced 9");
      assertThat(run.story).contains("ended LIST SILENT: the server has fallen silent");
    }
  }

  @Test
  void whatCannotBeReadIsToldAndTheWatchResumed() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(End.CLEAN, list(9)),
                Answer.ok(End.HANG, event("ADDED", "a", 10) + "<html>"),
                Answer.ok(End.HANG, event("MODIFIED", "a", 11)));
        WatchRun run = WatchRun.of(server.url(), w -> w)) {
      run.await("WATCH MODIFIED default/a 11");
      assertThat(run.story).anyMatch(line -> line.startsWith("ended WATCH UNREADABLE: "));
      assertThat(server.requests().get(2)).endsWith("&resourceVersion=10");
    }
  }

  @Test
  void aListWhereAWatchWasAskedForIsNoWatch() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(End.CLEAN, list(9)),
                Answer.ok(End.CLEAN, list(10, item("a", 3))),
                Answer.ok(End.HANG, event("ADDED", "a", 10)));
        WatchRun run = WatchRun.of(server.url(), w -> w)) {
      run.await("WATCH ADDED default/a 10");
      assertThat(run.story)
          .contains("ended WATCH UNREADABLE: the server answers a watch with a list or an object");
      assertThat(server.requests().get(2)).endsWith("&resourceVersion=9");
    }
  }

  @Test
  void readsTheStateFromAWatchListWhereTheServerDoesIt() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(
                    End.CLEAN,
                    event("ADDED", "b", 7) + event("ADDED", "a", 3),
                    initialEventsEnd(9),
                    event("MODIFIED", "a", 12)),
                Answer.ok(End.HANG));
        WatchRun run = WatchRun.of(server.url(), w -> w.initialState(InitialState.WATCH_LIST))) {
      run.await("opened 12");
      assertThat(run.story.subList(0, 6))
          .containsExactly(
              "opened null",
              "INITIAL ADDED default/b 7",
              "INITIAL ADDED default/a 3",
              "synced 9",
              "bookmark 9",
              "WATCH MODIFIED default/a 12");
      assertThat(server.takeRequest())
          .endsWith("&sendInitialEvents=true&resourceVersionMatch=NotOlderThan");
      assertThat(server.takeRequest()).doesNotContain("sendInitialEvents");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 405, 422, 500, 501})
  void listsWhereTheServerRefusesAWatchList(int code) throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.status(code, "", status(code, "Invalid", "resourceVersionMatch: Forbidden")),
                Answer.ok(End.CLEAN, list(9, item("a", 3))),
                Answer.ok(End.CLEAN, gone()),
                Answer.ok(End.CLEAN, list(20, item("a", 3))));
        WatchRun run = WatchRun.of(server.url(), w -> w.initialState(InitialState.WATCH_LIST))) {
      run.await("relisted 20");
      assertThat(run.pauses.get(0)).isZero();
      assertThat(server.requests()).filteredOn(r -> r.contains("sendInitialEvents")).hasSize(1);
    }
  }

  @Test
  void listsWhereTheInitialEventsNeverEnd() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(End.HANG, event("ADDED", "a", 3)),
                Answer.ok(End.CLEAN, list(9, item("a", 3), item("b", 4))));
        WatchRun run = WatchRun.of(server.url(), w -> w.initialState(InitialState.WATCH_LIST))) {
      run.await("INITIAL ADDED default/a 3");
      run.time.advance(Duration.ofSeconds(30));
      run.await("synced 9");
      assertThat(run.changes())
          .containsExactly("INITIAL ADDED default/a 3", "INITIAL LISTED default/b 4");
    }
  }

  @Test
  void withoutAListACutAmongTheInitialEventsBeginsThemAnew() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(End.CUT, event("ADDED", "b", 7)),
                Answer.ok(
                    End.CUT,
                    event("ADDED", "b", 7) + event("ADDED", "a", 3) + event("MODIFIED", "a", 12)),
                Answer.ok(End.HANG, event("DELETED", "a", 13)));
        WatchRun run = WatchRun.of(server.url(), w -> w.initialState(InitialState.WATCH))) {
      run.await("WATCH DELETED default/a 13");
      assertThat(run.changes())
          .containsExactly(
              "INITIAL ADDED default/b 7",
              "INITIAL ADDED default/a 3",
              "WATCH MODIFIED default/a 12",
              "WATCH DELETED default/a 13");
      assertThat(server.requests().get(1)).doesNotContain("resourceVersion");
      assertThat(server.requests().get(2)).endsWith("&resourceVersion=12");
    }
  }

  @Test
  void withoutAListWhatHasGoneIsToldAtTheFirstBookmark() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(
                    End.CLEAN,
                    event("ADDED", "a", 3) + event("ADDED", "b", 4) + bookmark(9),
                    gone()),
                Answer.ok(End.HANG, event("ADDED", "b", 4) + bookmark(20)));
        WatchRun run = WatchRun.of(server.url(), w -> w.initialState(InitialState.WATCH))) {
      run.await("relisted 20");
      assertThat(run.changes())
          .containsExactly(
              "INITIAL ADDED default/a 3",
              "INITIAL ADDED default/b 4",
              "RELIST DELETED default/a 3");
    }
  }

  @Test
  void aSingleObjectIsResumedFromItsFirstEvent() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(Answer.ok(End.CUT, event("ADDED", "a", 3)), Answer.ok(End.HANG));
        WatchRun run =
            WatchRun.of(
                server.url(),
                w -> w.namespace("default").name("a").initialState(InitialState.WATCH))) {
      run.await("opened 3");
      assertThat(server.takeRequest())
          .startsWith(
              "/api/v1/namespaces/default/endpoints?fieldSelector=metadata.name%3Da&watch=true");
    }
  }

  @Test
  void slicesAreAskedForByTheirService() throws Exception {
    try (ScriptedServer server = new ScriptedServer();
        WatchRun run =
            WatchRun.of(
                server.url() + "/prefix/",
                w -> w.endpointSlices().name("web").labelSelector("tier in (a,b)"))) {
      assertThat(server.takeRequest())
          .isEqualTo(
              "/prefix/apis/discovery.k8s.io/v1/endpointslices?labelSelector="
                  + "kubernetes.io%2Fservice-name%3Dweb%2Ctier%20in%20%28a%2Cb%29&limit=500");
      assertThat(run.watch.isRunning()).isTrue();
    }
  }

  @Test
  void stopsWhileItWaits() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Answer.status(500, "", "no"));
        WatchRun run = WatchRun.withPauses(server.url(), w -> w)) {
      run.await("ended LIST REFUSED");
      run.time.awaitScheduled(run.pauses.get(0));
      run.stop();
      assertThat(run.story).last().isEqualTo("stopped");
      assertThat(run.time.scheduled()).isZero();
    }
  }

  @Test
  void stopsWhileItReads() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(Answer.ok(End.CLEAN, list(9)), Answer.ok(End.HANG));
        WatchRun run = WatchRun.of(server.url(), w -> w)) {
      run.await("opened 9");
      run.stop();
      assertThat(run.story).containsExactly("synced 9", "opened 9", "stopped");
      assertThat(run.watch.isRunning()).isFalse();
      assertThat(run.watch.failure()).isNull();
      assertThat(run.time.scheduled()).isZero();
    }
  }

  @Test
  void stopsWhileItWaitsForAnAnswer() throws Exception {
    try (ScriptedServer server = new ScriptedServer(Answer.silence());
        WatchRun run = WatchRun.of(server.url(), w -> w)) {
      server.takeRequest();
      run.stop();
      assertThat(run.story).containsExactly("stopped");
    }
  }

  @Test
  void stopsWhenItsListenerStopsIt() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    EndpointsWatch[] watch = {null};
    try (ScriptedServer server = new ScriptedServer(Answer.ok(End.CLEAN, list(9, item("a", 1))))) {
      watch[0] =
          EndpointsWatch.of(ApiServer.at(server.url()).build())
              .start(
                  notice -> {
                    awaitQuietly(started);
                    watch[0].close();
                  });
      started.countDown();
      watch[0].join();
      assertThat(watch[0].failure()).isNull();
    }
  }

  @Test
  void whatAListenerThrowsEndsTheWatchAndIsKept() throws Exception {
    IllegalStateException thrown = new IllegalStateException("mine");
    try (ScriptedServer server = new ScriptedServer(Answer.ok(End.CLEAN, list(9, item("a", 1))));
        EndpointsWatch watch =
            EndpointsWatch.of(ApiServer.at(server.url()).build())
                .start(
                    notice -> {
                      throw thrown;
                    })) {
      watch.join();
      assertThat(watch.failure()).isSameAs(thrown);
    }
  }

  @Test
  void aServerThatIsNotThereIsTriedAgain() throws Exception {
    String url;
    try (ScriptedServer server = new ScriptedServer()) {
      url = server.url();
    }
    try (WatchRun run = WatchRun.of(url, w -> w)) {
      run.await("ended LIST CUT: ", 3);
      assertThat(run.watch.counters().failures()).isGreaterThanOrEqualTo(2);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
