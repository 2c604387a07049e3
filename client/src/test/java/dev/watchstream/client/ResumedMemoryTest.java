package dev.watchstream.client;

import static dev.watchstream.client.wire.Wire.event;
import static dev.watchstream.client.wire.Wire.gone;
import static dev.watchstream.client.wire.Wire.item;
import static dev.watchstream.client.wire.Wire.list;
import static dev.watchstream.client.wire.Wire.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.client.WatchNotice.Change;
import dev.watchstream.client.wire.ScriptedServer;
import dev.watchstream.client.wire.ScriptedServer.Answer;
import dev.watchstream.client.wire.ScriptedServer.End;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a watch carries from one request to the next: what it knows, and what it was asked to heed.
 */
@Timeout(60)
class ResumedMemoryTest {

  private final List<String> changed = new CopyOnWriteArrayList<>();

  @Test
  void aResumedWatchStillKnowsWhatAnObjectSaidLast() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(End.CLEAN, list(9)),
                Answer.ok(
                    End.CUT,
                    event("ADDED", "a", 10, "10.0.0.1"),
                    event("MODIFIED", "a", 11, "10.0.0.1", "10.0.0.2")),
                Answer.ok(End.HANG, event("MODIFIED", "a", 12, "10.0.0.2")));
        WatchRun run = WatchRun.of(server.url(), w -> w, this::keepChanges)) {
      run.await("WATCH MODIFIED default/a 12");
      assertThat(changed).last().isEqualTo("12 gone [10.0.0.1]");
    }
  }

  @Test
  void afterARelistNothingIsComparedWithWhatWasBeforeIt() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(End.CLEAN, list(9)),
                Answer.ok(
                    End.CLEAN,
                    event("ADDED", "a", 10, "10.0.0.1"),
                    event("MODIFIED", "a", 11, "10.0.0.1", "10.0.0.2"),
                    gone()),
                Answer.ok(End.CLEAN, list(20, item("a", 15, "10.0.0.3"))),
                Answer.ok(End.HANG, event("MODIFIED", "a", 21, "10.0.0.1")));
        WatchRun run = WatchRun.of(server.url(), w -> w, this::keepChanges)) {
      run.await("WATCH MODIFIED default/a 21");
      assertThat(changed).last().isEqualTo("21 not known");
    }
  }

  @Test
  void aWarningOfTheServerIsToldOnce() throws Exception {
    String header =
        "Warning: 299 - \"v1 Endpoints is deprecated in v1.33+; use \\\"EndpointSlice\\\"\"";
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.status(429, header + "\r\n", ""),
                Answer.ok(End.CLEAN, list(9)).withHeader(header),
                Answer.ok(End.HANG, event("ADDED", "a", 10)).withHeader(header));
        WatchRun run = WatchRun.of(server.url(), w -> w)) {
      run.await("WATCH ADDED default/a 10");
      assertThat(run.story)
          .filteredOn(line -> line.startsWith("warning"))
          .containsExactly("warning: v1 Endpoints is deprecated in v1.33+; use \"EndpointSlice\"");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void waitsAsLongAsTheDetailsOfAStatusAsk(boolean inStream) throws Exception {
    String refusal =
        status(429, "TooManyRequests", "later")
            .replace("\"code\"", "\"details\":{\"retryAfterSeconds\":77},\"code\"");
    try (ScriptedServer server =
            new ScriptedServer(
                Answer.ok(End.CLEAN, list(9)),
                inStream
                    ? Answer.ok(End.CLEAN, "{\"type\":\"ERROR\",\"object\":" + refusal + "}\n")
                    : Answer.status(429, "", refusal),
                Answer.ok(End.HANG, event("ADDED", "a", 10)));
        WatchRun run = WatchRun.of(server.url(), w -> w)) {
      run.await("WATCH ADDED default/a 10");
      assertThat(run.pauses).containsExactly(Duration.ofSeconds(77));
    }
  }

  private void keepChanges(WatchNotice notice) {
    if (notice instanceof Change change) {
      changed.add(
          change.event().resourceVersion()
              + change
                  .event()
                  .changes()
                  .map(c -> " gone " + c.gone().stream().map(a -> a.ip()).toList())
                  .orElse(" not known"));
    }
  }
}
