package dev.watchstream.replay.http;

import static dev.watchstream.replay.testing.ScriptedBody.chunk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchstream.fixtures.RecordingInfo.Header;
import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.model.AnsweredRequest;
import dev.watchstream.replay.model.ReceivedRequest;
import dev.watchstream.replay.testing.FakeApi;
import dev.watchstream.replay.testing.HandClock;
import dev.watchstream.replay.testing.NoLeaks;
import dev.watchstream.replay.testing.RawClient;
import dev.watchstream.replay.testing.ScriptedBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server as a whole: its token, its journal, its log, and its end. */
@ExtendWith(NoLeaks.class)
class HttpServerTest {
  private static final String SECRET = "s3cr3t-t0k3n";

  private final FakeApi api = new FakeApi();
  private final BlockingQueue<AnsweredRequest> log = new LinkedBlockingQueue<>();

  @Test
  void itListensOnTheLoopbackInterfaceOnAFreePort() throws Exception {
    try (HttpServer one = start(HttpOptions.loopback());
        HttpServer two = start(HttpOptions.loopback())) {
      assertThat(one.baseUrl()).isEqualTo("http://127.0.0.1:" + one.port());
      assertThat(one.port()).isNotEqualTo(two.port());
      assertThat(one.caPem()).isNull();
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (HttpServer server = start(HttpOptions.loopback())) {
      assertThatThrownBy(() -> start(HttpOptions.loopback().withPort(server.port())))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot listen on 127.0.0.1:" + server.port() + ": ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer wrong",
        "Bearer s3cr3t-t0k3n-and-more",
        "Basic czNjcjN0",
        "s3cr3t-t0k3n"
      })
  void whoDoesNotBearTheTokenIsUnauthorizedWhateverThePath(String authorization) throws Exception {
    try (HttpServer server = start(HttpOptions.loopback().withToken(SECRET));
        RawClient client = new RawClient(server.port());
        InputStream recorded =
            HttpServerTest.class.getResourceAsStream("/captures/03-api/e401-bad-token.http")) {
      client.get("/nope", "Connection: close", "Authorization: " + authorization);
      assertThat(client.readToEnd().replaceAll("Date: .*|Connection: close\r\n", ""))
          .isEqualTo(
              new String(recorded.readAllBytes(), StandardCharsets.UTF_8)
                  .replaceAll("Date: .*", ""));
    }
  }

  @Test
  void theTokenLetsInAndIsWrittenNowhere() throws Exception {
    HttpOptions options = HttpOptions.loopback().withToken(SECRET);
    try (HttpServer server = start(options);
        RawClient client =
            new RawClient(server.port())
                .get("/get?a=b", "Authorization: Bearer " + SECRET, "X-Other: shown")) {
      assertThat(client.readThrough("hello\n")).startsWith("HTTP/1.1 200 OK\r\n");
      ReceivedRequest request = server.journal().takeRequest(Duration.ofSeconds(20));
      assertThat(request.number()).isOne();
      assertThat(request.method()).isEqualTo("GET");
      assertThat(request.path()).isEqualTo("/get");
      assertThat(request.query()).isEqualTo("a=b");
      assertThat(request.protocol()).isEqualTo("HTTP/1.1");
      assertThat(request.headers())
          .containsExactly(
              new Header("Host", "test"),
              new Header("Authorization", "(redacted)"),
              new Header("X-Other", "shown"));
      String line = log.poll(20, TimeUnit.SECONDS).toString();
      assertThat(line).startsWith("GET /get?a=b 200 6 B ").endsWith(" ms done");
      assertThat(request + line + options).doesNotContain(SECRET);
    }
  }

  @Test
  void theJournalHandsOutEachRequestOnceAndKeepsSoMany() throws Exception {
    RequestJournal journal = new RequestJournal(2);
    for (String path : List.of("/1", "/2", "/3")) {
      journal.add(Targets.request("GET", path, List.of()), "HTTP/1.1", Instant.EPOCH);
    }
    assertThat(journal.requests()).extracting(ReceivedRequest::path).containsExactly("/2", "/3");
    assertThat(journal.takeRequest(Duration.ZERO).path()).isEqualTo("/2");
    assertThat(journal.takeRequest(Duration.ZERO).number()).isEqualTo(3);
    assertThat(journal.takeRequest(Duration.ZERO)).isNull();
    assertThat(journal.requests()).hasSize(2);
  }

  @Test
  void stoppingEndsWatchesWithAWholeEventAndListensNoMore() throws Exception {
    HandClock clock = new HandClock();
    ScriptedBody body =
        new ScriptedBody(clock, List.of(chunk(0, "one\ntw"), chunk(1, "o\n"), chunk(2, "late\n")));
    api.watch("/watch", body);
    HttpServer server = start(HttpOptions.loopback());
    try (RawClient client = new RawClient(server.port()).get("/watch");
        RawClient idle = new RawClient(server.port()).get("/get")) {
      client.readThrough("tw\r\n");
      idle.readThrough("hello\n");
      server.stop(Duration.ofSeconds(20));
      assertThat(client.readToEnd()).isEqualTo("2\r\no\n\r\n0\r\n\r\n");
      assertThat(idle.readToEnd()).isEmpty();
      assertThatThrownBy(() -> new RawClient(server.port())).isInstanceOf(IOException.class);
    }
    assertThat(body.awaitClosed()).isTrue();
    assertThat(log).anyMatch(line -> line.ended().equals("server stopped"));
  }

  @Test
  void closingCutsWatches() throws Exception {
    ScriptedBody body = new ScriptedBody(new HandClock(), List.of(chunk(1, "late\n")));
    api.watch("/watch", body);
    HttpServer server = start(HttpOptions.loopback());
    try (RawClient client = new RawClient(server.port()).get("/watch")) {
      client.readHead();
      server.close();
      assertThat(client.readToFinOrReset()).isIn("", "RST");
    }
    assertThat(body.awaitClosed()).isTrue();
    server.close();
  }

  @Test
  void aClientThatDoesNotReadCostsItselfOnly() throws Exception {
    List<Frame> frames = new ArrayList<>();
    String event = "x".repeat(99_999) + "\n";
    for (int i = 0; i < 2_000; i++) {
      frames.add(chunk(0, event));
    }
    List<ScriptedBody> bodies = new ArrayList<>();
    api.on(
        "/watch",
        request -> {
          ScriptedBody body = new ScriptedBody(HandClock.atTheEnd(), frames);
          bodies.add(body);
          return FakeApi.watch(body, Long.MAX_VALUE);
        });
    HttpLimits impatient =
        Impatient.limits(HttpLimits.DEFAULT.idleTimeout(), Duration.ofMillis(100));
    try (HttpServer server = start(HttpOptions.loopback().withLimits(impatient));
        RawClient slow = new RawClient(server.port()).get("/watch")) {
      slow.readHead();
      AnsweredRequest dropped = log.poll(20, TimeUnit.SECONDS);
      assertThat(dropped.ended()).isEqualTo("slow reader");
      assertThat(bodies.get(0).pulled()).isLessThan(frames.size());
      try (RawClient other = new RawClient(server.port()).get("/get")) {
        assertThat(other.readThrough("hello\n")).startsWith("HTTP/1.1 200 OK\r\n");
      }
      String chunk = "186a0\r\n" + event + "\r\n";
      long events = dropped.bodyBytes() / event.length();
      for (long i = 0; i < events; i++) {
        assertThat(slow.read(chunk.length())).endsWith('x', '\n', '\r', '\n');
      }
      assertThat(slow.readThrough("0\r\n\r\n")).isEqualTo("0\r\n\r\n");
      slow.get("/get");
      assertThat(slow.readThrough("hello\n")).startsWith("HTTP/1.1 200 OK\r\n");
    }
    assertThat(bodies.get(0).awaitClosed()).isTrue();
  }

  private HttpServer start(HttpOptions options) throws IOException {
    return HttpServer.start(api, options.withLog(log::add));
  }
}
