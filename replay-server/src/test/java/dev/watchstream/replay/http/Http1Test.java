package dev.watchstream.replay.http;

import static dev.watchstream.replay.testing.ScriptedBody.chunk;
import static dev.watchstream.replay.testing.ScriptedBody.end;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.replay.api.Frame.Ending;
import dev.watchstream.replay.testing.FakeApi;
import dev.watchstream.replay.testing.HandClock;
import dev.watchstream.replay.testing.NoLeaks;
import dev.watchstream.replay.testing.RawClient;
import dev.watchstream.replay.testing.ScriptedBody;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The bytes of HTTP/1 on the wire. */
@ExtendWith(NoLeaks.class)
class Http1Test {
  private static final String HEAD_OF_WATCH = head("Transfer-Encoding: chunked");
  private static final String HEAD_OF_HELLO = head("Content-Length: 6");

  private static String head(String framing) {
    return RawClient.crlf(
        """
        HTTP/1.1 200 OK
        Cache-Control: no-cache, private
        Content-Type: application/json
        Date: Sun, 22 Nov 2026 09:16:45 GMT
        %s

        """
            .formatted(framing));
  }

  private final FakeApi api = new FakeApi();
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    HttpOptions options =
        HttpOptions.loopback()
            .withClock(InstantSource.fixed(Instant.parse("2026-11-22T09:16:45Z")));
    server = HttpServer.start(api, options);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aChunkOfTheBodyIsAChunkOnTheWire() throws Exception {
    api.watch("/watch", ScriptedBody.of("{\"a\":1}\n", "{\"b\"", ":2}\n{\"c\":3}\n"));
    try (RawClient client = new RawClient(server.port()).get("/watch")) {
      assertThat(client.readThrough("0\r\n\r\n"))
          .isEqualTo(
              HEAD_OF_WATCH
                  + "8\r\n{\"a\":1}\n\r\n4\r\n{\"b\"\r\nc\r\n:2}\n{\"c\":3}\n\r\n0\r\n\r\n");
    }
  }

  @Test
  void theHeadOfAWatchIsSentBeforeAnyEvent() throws Exception {
    api.watch("/watch", new ScriptedBody(new HandClock(), List.of(chunk(1, "late\n"))));
    try (RawClient client = new RawClient(server.port()).get("/watch")) {
      assertThat(client.readHead()).isEqualTo(HEAD_OF_WATCH);
    }
  }

  @Test
  void aFrameIsSentWhenItsTimeHasCome() throws Exception {
    HandClock clock = new HandClock();
    ScriptedBody body =
        new ScriptedBody(
            clock, List.of(chunk(10, "one\n"), chunk(20, "two\n"), end(30, Ending.CLEAN)));
    api.watch("/watch", body);
    try (RawClient client = new RawClient(server.port()).get("/watch")) {
      client.readHead();
      clock.moveTo(10);
      assertThat(client.readThrough("\n\r\n")).isEqualTo("4\r\none\n\r\n");
      assertThat(body.pulled()).isLessThanOrEqualTo(2);
      clock.moveTo(30);
      assertThat(client.readThrough("0\r\n\r\n")).isEqualTo("4\r\ntwo\n\r\n0\r\n\r\n");
    }
    assertThat(body.awaitClosed()).isTrue();
    assertThat(body.closings()).isOne();
  }

  @Test
  void requestsOnOneConnectionAreAnsweredInOrder() throws Exception {
    HandClock clock = new HandClock();
    api.watch(
        "/watch", new ScriptedBody(clock, List.of(chunk(10, "one\n"), end(10, Ending.CLEAN))));
    try (RawClient client = new RawClient(server.port()).get("/watch").get("/get").get("/get")) {
      assertThat(client.readHead()).isEqualTo(HEAD_OF_WATCH);
      clock.moveTo(10);
      assertThat(client.readThrough("hello\n"))
          .isEqualTo("4\r\none\n\r\n0\r\n\r\n" + HEAD_OF_HELLO + "hello\n");
      assertThat(client.readThrough("hello\n")).isEqualTo(HEAD_OF_HELLO + "hello\n");
      client.get("/get");
      assertThat(client.readThrough("hello\n")).isEqualTo(HEAD_OF_HELLO + "hello\n");
    }
  }

  @Test
  void aBodyOfKnownLengthTellsItAndALongerOneIsOneChunk() throws Exception {
    api.whole("/2048", 200, "x".repeat(2048)).whole("/2049", 200, "x".repeat(2049));
    try (RawClient client = new RawClient(server.port()).get("/2048").get("/2049")) {
      assertThat(client.readHead()).endsWith("Content-Length: 2048\r\n\r\n");
      client.read(2048);
      assertThat(client.readThrough("x")).endsWith("Transfer-Encoding: chunked\r\n\r\n801\r\nx");
      client.read(2048);
      assertThat(client.readThrough("0\r\n\r\n")).isEqualTo("\r\n0\r\n\r\n");
    }
  }

  @Test
  void aWatchOverHttp10HasNoChunksAndEndsWithTheConnection() throws Exception {
    api.watch("/watch", ScriptedBody.of("one\n", "two\n"));
    try (RawClient client = new RawClient(server.port()).send("GET /watch HTTP/1.0\r\n\r\n")) {
      assertThat(client.readToEnd())
          .isEqualTo(
              HEAD_OF_WATCH
                      .replace("HTTP/1.1", "HTTP/1.0")
                      .replace("Transfer-Encoding: chunked\r\n", "")
                  + "one\ntwo\n");
    }
  }

  @Test
  void http10MayKeepItsConnectionWhenItAsks() throws Exception {
    try (RawClient client =
        new RawClient(server.port()).send("GET /get HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")) {
      assertThat(client.readHead()).endsWith("Content-Length: 6\r\nConnection: keep-alive\r\n\r\n");
      client.read(6);
      client.send("GET /get HTTP/1.0\r\n\r\n");
      assertThat(client.readToEnd()).endsWith("Content-Length: 6\r\n\r\nhello\n");
    }
  }

  @Test
  void connectionCloseIsEchoedAndDone() throws Exception {
    api.watch("/watch", ScriptedBody.of("one\n"));
    try (RawClient client = new RawClient(server.port()).get("/watch", "Connection: close")) {
      assertThat(client.readToEnd())
          .endsWith(
              "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n4\r\none\n\r\n0\r\n\r\n");
    }
  }

  @Test
  void headHasTheLengthOfABodyAndNone() throws Exception {
    try (RawClient client =
        new RawClient(server.port())
            .send("HEAD /get HTTP/1.1\r\nHost: test\r\n\r\n")
            .get("/get", "Connection: close")) {
      assertThat(client.readHead()).isEqualTo(HEAD_OF_HELLO);
      assertThat(client.readToEnd()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("hello\n");
    }
  }

  @Test
  void aRequestsBodyIsReadAndForgotten() throws Exception {
    try (RawClient client =
        new RawClient(server.port())
            .send("POST /get HTTP/1.1\r\nHost: test\r\nContent-Length: 5\r\n\r\n12345")
            .get("/get")) {
      assertThat(client.readThrough("hello\n")).isEqualTo(HEAD_OF_HELLO + "hello\n");
      assertThat(client.readThrough("hello\n")).isEqualTo(HEAD_OF_HELLO + "hello\n");
    }
  }

  @Test
  void aBodyThatIsTooLongEndsTheConnectionAfterTheAnswer() throws Exception {
    int tooLong = HttpLimits.DEFAULT.maxRequestBodyBytes() + 1;
    try (RawClient client =
        new RawClient(server.port())
            .send("POST /get HTTP/1.1\r\nHost: test\r\nContent-Length: " + tooLong + "\r\n\r\n")) {
      assertThat(client.readToEnd()).contains("\r\nConnection: close\r\n").endsWith("hello\n");
    }
  }

  @Test
  void aBodyThatTurnsOutTooLongEndsTheConnectionAfterTheAnswer() throws Exception {
    String chunk = "ffff\r\n" + "x".repeat(0xffff) + "\r\n";
    try (RawClient client =
        new RawClient(server.port())
            .send("POST /get HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n")
            .send(chunk.repeat(5))) {
      assertThat(client.readToEnd()).isEqualTo(HEAD_OF_HELLO + "hello\n");
    }
  }

  @Test
  void whoWaitsForContinueIsAnsweredWithoutItsBody() throws Exception {
    try (RawClient client =
        new RawClient(server.port())
            .ask("POST", "/get", "Content-Length: 5", "Expect: 100-continue")) {
      assertThat(client.readToEnd())
          .startsWith("HTTP/1.1 200 OK\r\n")
          .endsWith("Connection: close\r\n\r\nhello\n");
    }
  }

  @Test
  void anotherExpectationFails() throws Exception {
    try (RawClient client = new RawClient(server.port()).get("/get", "Expect: nothing")) {
      assertThat(client.readToEnd()).startsWith("HTTP/1.1 417 Expectation Failed\r\n");
    }
  }

  @Test
  void aTargetWithAuthorityIsTakenAsItsPath() throws Exception {
    try (RawClient client = new RawClient(server.port()).get("http://test/get")) {
      assertThat(client.readThrough("hello\n")).isEqualTo(HEAD_OF_HELLO + "hello\n");
    }
  }

  @Test
  void aWatchOfItsOwnLengthEndsWithItsTimeout() throws Exception {
    ScriptedBody body = new ScriptedBody(new HandClock(), List.of(chunk(1, "late\n")));
    api.on("/watch", request -> FakeApi.watch(body, 0));
    try (RawClient client = new RawClient(server.port()).get("/watch").get("/get")) {
      assertThat(client.readThrough("hello\n"))
          .isEqualTo(HEAD_OF_WATCH + "0\r\n\r\n" + HEAD_OF_HELLO + "hello\n");
    }
    assertThat(body.awaitClosed()).isTrue();
  }

  @Test
  void aWatchWhoseClientLeavesIsClosedOnceAndLetsGoOfItsClock() throws Exception {
    HandClock clock = new HandClock();
    ScriptedBody body = new ScriptedBody(clock, List.of(chunk(1, "late\n")));
    api.watch("/watch", body);
    try (RawClient client = new RawClient(server.port()).get("/watch")) {
      client.readHead();
      client.vanish();
    }
    assertThat(body.awaitClosed()).isTrue();
    assertThat(body.closings()).isOne();
    assertThat(clock.listeners()).isZero();
  }

  @Test
  void anEngineThatThrowsCostsItsClientOnly() throws Exception {
    api.on(
        "/bug",
        request -> {
          throw new IllegalStateException("a bug");
        });
    try (RawClient client = new RawClient(server.port()).get("/bug").get("/get")) {
      assertThat(client.readHead()).startsWith("HTTP/1.1 500 Internal Server Error\r\n");
      assertThat(client.readThrough("hello\n")).endsWith(HEAD_OF_HELLO + "hello\n");
    }
  }

  @Test
  void aBodyThatThrowsIsCutAndSaid() throws Exception {
    ScriptedBody closed = ScriptedBody.of("one\n");
    closed.close();
    api.watch("/watch", closed);
    try (RawClient client = new RawClient(server.port()).get("/watch")) {
      assertThat(client.readToEnd()).isEqualTo(HEAD_OF_WATCH);
    }
  }
}
