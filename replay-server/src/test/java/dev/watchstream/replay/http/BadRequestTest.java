package dev.watchstream.replay.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.replay.model.AnsweredRequest;
import dev.watchstream.replay.testing.FakeApi;
import dev.watchstream.replay.testing.NoLeaks;
import dev.watchstream.replay.testing.RawClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever a client sends, one line is logged, and other clients are served. */
@ExtendWith(NoLeaks.class)
class BadRequestTest {
  private static final HttpLimits LIMITS =
      new HttpLimits(
          50,
          1000,
          2000,
          1000,
          3,
          10,
          5,
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          10);

  private final FakeApi api = new FakeApi();
  private final BlockingQueue<AnsweredRequest> log = new LinkedBlockingQueue<>();
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.start(api, HttpOptions.loopback().withLimits(LIMITS).withLog(log::add));
  }

  @AfterEach
  void othersAreServed() throws Exception {
    try (RawClient other = new RawClient(server.port()).get("/get")) {
      assertThat(other.readThrough("hello\n")).startsWith("HTTP/1.1 200 OK\r\n");
    } finally {
      server.close();
    }
  }

  @Test
  void garbageIsABadRequest() throws Exception {
    answers("\u0001\u0002garbage\r\n\r\n", "400 Bad Request");
    answers("GET\r\n\r\n", "400 Bad Request");
    answers("GET /get HTTP/1.1\r\nHo st: x\r\n\r\n", "400 Bad Request");
    answers("GET /get HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n", "400 Bad Request");
    answers(
        "GET /get HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "400 Bad Request");
  }

  @Test
  void aPathThatIsNoneIsABadRequest() throws Exception {
    answers("GET get HTTP/1.1\r\nHost: x\r\n\r\n", "400 Bad Request");
    answers("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", "400 Bad Request");
  }

  @Test
  void aMissingHostIsABadRequest() throws Exception {
    answers("GET /get HTTP/1.1\r\n\r\n", "400 Bad Request: missing required Host header");
  }

  @Test
  void anOversizedUriIsRefused() throws Exception {
    answers("GET /" + "x".repeat(2000) + " HTTP/1.1\r\n\r\n", "414 Request URI Too Long");
  }

  @Test
  void oversizedHeadersAreRefused() throws Exception {
    answers(
        "GET /get HTTP/1.1\r\nX: " + "x".repeat(3000) + "\r\n\r\n",
        "431 Request Header Fields Too Large");
    answers(
        "GET /get HTTP/1.1\r\n" + "X: y\r\n".repeat(1000) + "\r\n",
        "431 Request Header Fields Too Large");
  }

  @Test
  void moreThanSoManyConnectionsAreClosed() throws Exception {
    List<RawClient> open = new ArrayList<>();
    for (int i = 0; i < LIMITS.maxConnections(); i++) {
      open.add(new RawClient(server.port()).get("/get"));
      open.get(i).readThrough("hello\n");
      assertThat(logged().ended()).isEqualTo("done");
    }
    try (RawClient oneMore = new RawClient(server.port())) {
      assertThat(oneMore.readToFinOrReset()).isIn("", "RST");
    }
    assertThat(logged().ended()).isEqualTo("connection refused: 50 are open (maxConnections)");
    for (RawClient client : open) {
      client.close();
    }
    // The server may learn of it late.
    boolean served = false;
    while (!served) {
      try (RawClient next = new RawClient(server.port()).get("/get")) {
        served = next.readToFinOrReset(1) > 0;
      }
    }
  }

  @Test
  void halfOpenConnectionsCostNobodyElseAnything() throws Exception {
    List<RawClient> half = new ArrayList<>();
    for (int i = 0; i < LIMITS.maxConnections() - 1; i++) {
      half.add(new RawClient(server.port()).send("GET /get HT"));
    }
    othersAreServedNow();
    for (RawClient client : half) {
      client.send("TP/1.0\r\n\r\n");
      assertThat(client.readToEnd()).endsWith("hello\n");
      client.close();
    }
  }

  @Test
  void aLogLineCannotBeForged() throws Exception {
    try (RawClient client = new RawClient(server.port()).get("/a\u0085b\u001b[2J")) {
      client.readHead();
    }
    assertThat(logged().toString()).doesNotContain("\u0085").doesNotContain("\u001b");
  }

  private void othersAreServedNow() throws Exception {
    try (RawClient other = new RawClient(server.port()).get("/get", "Connection: close")) {
      assertThat(other.readToEnd()).endsWith("hello\n");
    }
  }

  private void answers(String request, String answer) throws Exception {
    log.clear();
    try (RawClient client = new RawClient(server.port()).send(request)) {
      assertThat(client.readToEnd())
          .startsWith("HTTP/1.1 " + answer.substring(0, 3))
          .contains("\r\nConnection: close\r\n")
          .endsWith("\r\n\r\n" + answer);
    }
    AnsweredRequest line = logged();
    assertThat(line.status()).isEqualTo(Integer.parseInt(answer.substring(0, 3)));
    assertThat(line.ended()).isEqualTo("refused");
    assertThat(log).isEmpty();
  }

  private AnsweredRequest logged() throws InterruptedException {
    return log.poll(20, TimeUnit.SECONDS);
  }
}
