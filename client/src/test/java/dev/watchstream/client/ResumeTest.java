package dev.watchstream.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.client.wire.ScriptedServer;
import dev.watchstream.client.wire.ScriptedServer.Answer;
import dev.watchstream.client.wire.ScriptedServer.End;
import dev.watchstream.fixtures.Recordings;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.stream.EndpointsParser;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recorded streams, cut at every event and inside every event. */
@Timeout(120)
class ResumeTest {

  /** A server whose history is a recording of one object, and which cuts its answers. */
  private static final class History {
    private final List<byte[]> events = new ArrayList<>();
    private final List<String> versions = new ArrayList<>();

    History(String recording) throws Exception {
      byte[] body;
      try (InputStream in = Recordings.open(recording).openBody()) {
        body = in.readAllBytes();
      }
      EndpointsParser[] parser = {null};
      parser[0] =
          EndpointsParser.create(
              event -> {
                // Only objects are history; the server makes its own bookmarks.
                if (event instanceof EndpointsEvent object) {
                  int from = (int) parser[0].eventStart();
                  int to = (int) parser[0].eventEnd();
                  events.add(
                      (new String(body, from, to - from, StandardCharsets.UTF_8) + "\n")
                          .getBytes(StandardCharsets.UTF_8));
                  versions.add(object.resourceVersion());
                }
              });
      parser[0].parse(body);
    }

    List<byte[]> after(String target) {
      int at = target.indexOf("&resourceVersion=");
      int index = 0;
      if (at >= 0) {
        index = versions.indexOf(target.substring(at + "&resourceVersion=".length())) + 1;
        assertThat(index).as(target).isPositive();
      }
      return events.subList(index, events.size());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "passport-auth,CUT",
    "passport-auth,CLEAN",
    "one-pod-rollout,CUT",
    "one-pod-rollout,CLEAN"
  })
  void brokenOffAfterEachEventEveryEventIsToldOnce(String recording, End end) throws Exception {
    History history = new History(recording);
    int count = history.events.size();
    try (ScriptedServer server =
        new ScriptedServer()
            .handle(
                target -> {
                  List<byte[]> rest = history.after(target);
                  return rest.isEmpty() ? Answer.ok(End.HANG) : Answer.ok(end, rest.subList(0, 1));
                })) {
      assertTold(server, history, count + 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"passport-auth,CUT", "passport-auth,RESET", "one-pod-rollout,CUT"})
  void brokenOffInsideEachEventEveryEventIsToldOnce(String recording, End end) throws Exception {
    History history = new History(recording);
    int[] requests = {0};
    try (ScriptedServer server =
        new ScriptedServer()
            .handle(
                target -> {
                  List<byte[]> rest = history.after(target);
                  if (rest.isEmpty()) {
                    return Answer.ok(End.HANG);
                  }
                  byte[] first = rest.get(0);
                  // Alternately half an event, and a whole one with half of the next.
                  List<byte[]> sent = new ArrayList<>();
                  if (requests[0]++ % 2 == 0) {
                    sent.add(Arrays.copyOf(first, first.length / 2));
                  } else {
                    sent.add(first);
                    if (rest.size() > 1) {
                      sent.add(Arrays.copyOf(rest.get(1), 20));
                    }
                  }
                  return Answer.ok(end, sent);
                })) {
      // Two requests per event; a reset may lose what was sent before it, which costs another.
      assertTold(
          server, history, end == End.RESET ? Integer.MAX_VALUE : 2 * history.events.size() + 1);
    }
  }

  private static void assertTold(ScriptedServer server, History history, int requests)
      throws Exception {
    try (WatchRun run =
        WatchRun.of(
            server.url(),
            w ->
                w.namespace("default")
                    .name("passport-auth")
                    .initialState(EndpointsWatch.InitialState.WATCH))) {
      String last = history.versions.get(history.versions.size() - 1);
      run.await("opened " + last);
      assertThat(run.changes())
          .extracting(line -> line.substring(line.lastIndexOf(' ') + 1))
          .containsExactlyElementsOf(history.versions);
      assertThat(server.requests()).hasSizeLessThanOrEqualTo(requests);
    }
  }
}
