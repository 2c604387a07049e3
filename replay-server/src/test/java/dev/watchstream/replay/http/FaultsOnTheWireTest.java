package dev.watchstream.replay.http;

import static dev.watchstream.replay.testing.ScriptedBody.chunk;
import static dev.watchstream.replay.testing.ScriptedBody.end;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchstream.replay.api.Filters;
import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.Frame.Ending;
import dev.watchstream.replay.faults.FaultRule;
import dev.watchstream.replay.faults.FaultyServer;
import dev.watchstream.replay.testing.FakeApi;
import dev.watchstream.replay.testing.HandClock;
import dev.watchstream.replay.testing.Http2RawClient;
import dev.watchstream.replay.testing.NoLeaks;
import dev.watchstream.replay.testing.RawClient;
import dev.watchstream.replay.testing.ScriptedBody;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every fault, as a client sees it. */
@ExtendWith(NoLeaks.class)
class FaultsOnTheWireTest {
  private static final List<Frame> EVENTS =
      List.of(
          chunk(0, "one\n"), chunk(0, "zw\u00f6lf\n"), chunk(0, "three\n"), end(0, Ending.CLEAN));
  private static final String ALL =
      "4\r\none\n\r\n7\r\nzw\u00c3\u00b6lf\n\r\n6\r\nthree\n\r\n0\r\n\r\n";

  private HttpServer server;

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aCutIsAFinWithoutTheLastChunk() throws Exception {
    assertThat(body("cut@event=1")).isEqualTo("4\r\none\n\r\n");
    assertThat(body("cut@event=1+1")).isEqualTo("4\r\none\n\r\n1\r\nz\r\n");
    assertThat(body("cut@byte=2")).isEqualTo("2\r\non\r\n");
    assertThat(body("cut@time=0s")).isEmpty();
  }

  /** An RST as the answer to what a client still sends would overtake what it has not read. */
  @Test
  void whoStillSendsWhenTheConnectionIsCutIsNotReset() throws Exception {
    start("cut@event=1");
    try (RawClient client = new RawClient(server.port()).get("/watch")) {
      assertThat(client.readToEnd()).endsWith("one\n\r\n");
      letTheServerGoOn();
      client.get("/watch").get("/watch");
    }
    server.close();
    assertThat(server.journal().requests()).hasSize(2);
    start("cut=goaway@event=1");
    try (Http2RawClient client = new Http2RawClient(server.port()).get(1, "/watch")) {
      assertThatThrownBy(() -> client.readFrame(Http2RawClient.RST_STREAM))
          .isInstanceOf(EOFException.class);
      letTheServerGoOn();
      client.get(3, "/watch").get(5, "/watch");
    }
    server.close();
    assertThat(server.journal().requests()).hasSize(2);
  }

  /** Its one thread does what it still has to do before it answers this. */
  private void letTheServerGoOn() throws IOException {
    try (RawClient other = new RawClient(server.port()).get("/get", "Connection: close")) {
      assertThat(other.readToEnd()).endsWith("hello\n");
    }
  }

  @Test
  void aCutInsideACharacterEndsWithHalfOfIt() throws Exception {
    assertThat(body("cut@character=1")).isEqualTo("4\r\none\n\r\n3\r\nzw\u00c3\r\n");
  }

  @Test
  void theJdksClientSeesACutAsAnError() throws Exception {
    start("cut@event=1");
    assertThatThrownBy(() -> http1().send(request("/watch"), BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aCleanCutIsAnEarlyEnd() throws Exception {
    start("cut=clean@event=1");
    assertThat(http1().send(request("/watch"), BodyHandlers.ofString()).body()).isEqualTo("one\n");
  }

  @Test
  void aResetIsAReset() throws Exception {
    assertThat(body("cut=rst@event=1")).endsWith("RST");
    assertThat(body("cut=rst_stream@event=1")).endsWith("RST");
  }

  @Test
  void http2HasItsOwnFaults() throws Exception {
    start("cut=rst_stream@event=1");
    try (Http2RawClient client = new Http2RawClient(server.port()).get(1, "/watch")) {
      assertThat(client.readFrame(Http2RawClient.DATA).text()).isEqualTo("one\n");
      assertThat(client.readFrame(Http2RawClient.RST_STREAM).stream()).isOne();
    }
    server.close();
    start("cut=goaway@event=1");
    try (Http2RawClient client = new Http2RawClient(server.port()).get(1, "/watch")) {
      assertThat(client.readFrame(Http2RawClient.DATA).text()).isEqualTo("one\n");
      client.readFrame(Http2RawClient.GOAWAY);
      assertThatThrownBy(() -> client.readFrame(Http2RawClient.DATA))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aStallForGoodSendsNothingMoreAndStaysOpen() throws Exception {
    start("stall@event=1");
    try (RawClient client = new RawClient(server.port()).get("/watch")) {
      assertThat(client.readThrough("one\n\r\n")).endsWith("4\r\none\n\r\n");
      client.socket().setSoTimeout(1);
      assertThatThrownBy(() -> client.read(1)).isInstanceOf(java.net.SocketTimeoutException.class);
    }
  }

  @Test
  void aStallADelayAJitterAndADribbleLoseNothing() throws Exception {
    assertThat(body("stall@event=1:20ms")).isEqualTo(ALL);
    assertThat(body("delay:5ms")).isEqualTo(ALL);
    assertThat(body("jitter:5ms")).isEqualTo(ALL);
    assertThat(body("dribble=3:1ms"))
        .startsWith("3\r\none\r\n1\r\n\n\r\n3\r\nzw\u00c3\r\n")
        .endsWith("0\r\n\r\n");
  }

  @Test
  void aStallWaitsForItsTimeAndNoLonger() throws Exception {
    AtomicLong nanoTime = new AtomicLong();
    CountDownLatch asked = new CountDownLatch(1);
    HandClock clock = HandClock.atTheEnd();
    FakeApi api =
        new FakeApi()
            .on("/watch", r -> FakeApi.watch(new ScriptedBody(clock, EVENTS), Long.MAX_VALUE));
    server =
        HttpServer.start(
            new FaultyServer(
                api,
                Filters.NONE,
                List.of(FaultRule.parse("stall@event=1:1m")),
                () -> {
                  long now = nanoTime.get();
                  asked.countDown();
                  return now;
                },
                true),
            HttpOptions.loopback());
    try (RawClient client = new RawClient(server.port()).get("/watch")) {
      assertThat(client.readThrough("one\n\r\n")).endsWith("4\r\none\n\r\n");
      assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
      nanoTime.set(TimeUnit.MINUTES.toNanos(2));
      clock.moveTo(Long.MAX_VALUE);
      assertThat(client.readThrough("0\r\n\r\n")).endsWith("three\n\r\n0\r\n\r\n");
    }
  }

  @Test
  void goneIsAnAnswerOrAnEvent() throws Exception {
    start("gone");
    assertThat(http1().send(request("/watch"), BodyHandlers.ofString()).statusCode())
        .isEqualTo(410);
    server.close();
    start("gone@event=1");
    HttpResponse<String> response = http1().send(request("/watch"), BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .startsWith("one\n{\"type\":\"ERROR\",")
        .endsWith("\"reason\":\"Expired\",\"code\":410}}\n");
  }

  @Test
  void aStatusMayMeetTheFirstRequestOnly() throws Exception {
    start("status=429:2s@request=1", "status=503@request=1", "status=500@request=2");
    HttpClient client = http1();
    HttpResponse<String> first = client.send(request("/watch"), BodyHandlers.ofString());
    assertThat(first.statusCode()).isEqualTo(429);
    assertThat(first.headers().firstValue("Retry-After")).contains("2");
    assertThat(client.send(request("/watch"), BodyHandlers.ofString()).statusCode()).isEqualTo(503);
    assertThat(client.send(request("/watch"), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  @Test
  void anEventComesTwiceOrNot() throws Exception {
    assertThat(body("duplicate@event=0")).isEqualTo("4\r\none\n\r\n" + ALL);
    assertThat(body("drop@event=0")).isEqualTo(ALL.substring(ALL.indexOf('7')));
  }

  @Test
  void garbageStandsBetweenEvents() throws Exception {
    assertThat(body("garbage=4@event=1"))
        .matches("(?s)4\r\none\n\r\n4\r\n[\u0080-\u00bf]{4}\r\n7.*");
  }

  @Test
  void aBufferingProxyPassesOnWhatItHasAtTheTimeout() throws Exception {
    FakeApi api =
        new FakeApi()
            .on(
                "/watch",
                request ->
                    FakeApi.watch(
                        new ScriptedBody(HandClock.atTheEnd(), EVENTS.subList(0, 3)),
                        TimeUnit.MILLISECONDS.toNanos(1)));
    start(api, "buffer=12");
    try (RawClient client = new RawClient(server.port()).get("/watch")) {
      client.readHead();
      assertThat(client.readThrough("0\r\n\r\n"))
          .isEqualTo("c\r\none\nzw\u00c3\u00b6lf\nt\r\n5\r\nhree\n\r\n0\r\n\r\n");
    }
  }

  @Test
  void aServerThatShutsDownSaysGoawayAndEndsWhenItsWatchesHave() throws Exception {
    start("shutdown@path=/get", "stall@event=1@path=/watch");
    try (Http2RawClient client = new Http2RawClient(server.port()).get(1, "/watch")) {
      assertThat(client.readFrame(Http2RawClient.DATA).text()).isEqualTo("one\n");
      client.get(3, "/get");
      assertThat(client.readFrame(Http2RawClient.DATA).text()).contains("shutting down");
      assertThat(client.readFrame(Http2RawClient.GOAWAY).goAwayError()).isZero();
      client.reset(1);
      assertThatThrownBy(() -> client.readFrame(Http2RawClient.DATA))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void gzipHasAMemberForEachChunk() throws Exception {
    start("gzip");
    HttpResponse<InputStream> response =
        http1()
            .send(
                HttpRequest.newBuilder(URI.create(server.baseUrl() + "/watch"))
                    .header("Accept-Encoding", "gzip")
                    .build(),
                BodyHandlers.ofInputStream());
    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    byte[] compressed = response.body().readAllBytes();
    long members = 0;
    for (int i = 0; i + 3 < compressed.length; i++) {
      if (Arrays.equals(compressed, i, i + 3, new byte[] {0x1f, (byte) 0x8b, 8}, 0, 3)) {
        members++;
      }
    }
    assertThat(members).isEqualTo(3);
    assertThat(new GZIPInputStream(new java.io.ByteArrayInputStream(compressed)).readAllBytes())
        .isEqualTo("one\nzw\u00f6lf\nthree\n".getBytes(StandardCharsets.UTF_8));
  }

  /** A watch's body as a raw client gets it, chunked framing included. */
  private String body(String fault) throws Exception {
    start(fault);
    try (RawClient client = new RawClient(server.port()).get("/watch", "Connection: close")) {
      String all = client.readToFinOrReset();
      return all.substring(all.indexOf("\r\n\r\n") + 4);
    } finally {
      server.close();
    }
  }

  private void start(String... faults) throws IOException {
    start(
        new FakeApi()
            .on(
                "/watch",
                request ->
                    FakeApi.watch(new ScriptedBody(HandClock.atTheEnd(), EVENTS), Long.MAX_VALUE)),
        faults);
  }

  private void start(FakeApi api, String... faults) throws IOException {
    server =
        HttpServer.start(
            new FaultyServer(
                api,
                Filters.NONE,
                Arrays.stream(faults).map(FaultRule::parse).toList(),
                System::nanoTime,
                true),
            HttpOptions.loopback().withThreads(1));
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(server.baseUrl() + path)).build();
  }

  private static HttpClient http1() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }
}
