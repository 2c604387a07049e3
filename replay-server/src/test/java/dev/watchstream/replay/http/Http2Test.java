package dev.watchstream.replay.http;

import static dev.watchstream.replay.testing.ScriptedBody.chunk;
import static dev.watchstream.replay.testing.ScriptedBody.end;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchstream.replay.api.Frame.Ending;
import dev.watchstream.replay.model.AnsweredRequest;
import dev.watchstream.replay.testing.FakeApi;
import dev.watchstream.replay.testing.HandClock;
import dev.watchstream.replay.testing.Http2RawClient;
import dev.watchstream.replay.testing.NoLeaks;
import dev.watchstream.replay.testing.RawClient;
import dev.watchstream.replay.testing.ScriptedBody;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** HTTP/2 by upgrade, by prior knowledge and by ALPN, with clients that are not ours. */
@ExtendWith(NoLeaks.class)
class Http2Test {
  private final FakeApi api = new FakeApi();
  private final BlockingQueue<AnsweredRequest> log = new LinkedBlockingQueue<>();
  private HttpServer server;

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void theJdksClientUpgradesAndReadsEventsAsTheyCome() throws Exception {
    start(options());
    readsEventsAsTheyCome(HttpClient.newHttpClient());
  }

  @Test
  void theJdksClientSpeaksHttp2OverTls() throws Exception {
    ServerTls tls = ServerTls.generated(List.of(), Instant.now());
    start(options().withTls(tls));
    readsEventsAsTheyCome(
        HttpClient.newBuilder().sslContext(TlsTest.trusting(tls.caPem())).build());
  }

  private void readsEventsAsTheyCome(HttpClient client) throws Exception {
    HandClock clock = new HandClock();
    ScriptedBody body =
        new ScriptedBody(
            clock, List.of(chunk(1, "one\n"), chunk(2, "two\n"), end(3, Ending.CLEAN)));
    api.watch("/watch", body);
    HttpResponse<InputStream> response = client.send(get("/watch"), BodyHandlers.ofInputStream());
    assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    assertThat(response.headers().firstValue("date")).isPresent();
    assertThat(response.headers().firstValue("transfer-encoding")).isEmpty();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      clock.moveTo(1);
      assertThat(lines.readLine()).isEqualTo("one");
      clock.moveTo(2);
      assertThat(lines.readLine()).isEqualTo("two");
      clock.moveTo(3);
      assertThat(lines.readLine()).isNull();
    }
    assertThat(body.awaitClosed()).isTrue();
    assertThat(body.closings()).isOne();
    HttpResponse<String> hello = client.send(get("/get"), BodyHandlers.ofString());
    assertThat(hello.body()).isEqualTo("hello\n");
    assertThat(hello.headers().firstValue("content-length")).contains("6");
    assertThat(client.send(get("/nope"), BodyHandlers.ofString()).statusCode()).isEqualTo(404);
    assertThat(server.journal().requests())
        .extracting(request -> request.protocol() + " " + request.path())
        .containsExactly("HTTP/2 /watch", "HTTP/2 /get", "HTTP/2 /nope");
  }

  @Test
  void manyWatchesShareAConnection() throws Exception {
    start(options());
    HandClock clock = new HandClock();
    api.on(
        "/watch",
        request ->
            FakeApi.watch(
                new ScriptedBody(clock, List.of(chunk(1, "one\n"), end(1, Ending.CLEAN))),
                Long.MAX_VALUE));
    try (Http2RawClient client = new Http2RawClient(server.port())) {
      for (int stream = 1; stream < 100; stream += 2) {
        client.get(stream, "/watch");
      }
      for (int i = 0; i < 50; i++) {
        client.readFrame(Http2RawClient.HEADERS);
      }
      clock.moveTo(1);
      for (int i = 0; i < 50; i++) {
        assertThat(client.readFrame(Http2RawClient.DATA).text()).isEqualTo("one\n");
        assertThat(client.readFrame(Http2RawClient.DATA).endsStream()).isTrue();
      }
    }
  }

  @Test
  void aChunkIsADataFrame() throws Exception {
    start(options());
    api.watch("/watch", ScriptedBody.of("one\n", "tw", "o\nthree\n"));
    try (Http2RawClient client = new Http2RawClient(server.port()).get(1, "/watch")) {
      client.readFrame(Http2RawClient.HEADERS);
      assertThat(client.readFrame(Http2RawClient.DATA).text()).isEqualTo("one\n");
      assertThat(client.readFrame(Http2RawClient.DATA).text()).isEqualTo("tw");
      assertThat(client.readFrame(Http2RawClient.DATA).text()).isEqualTo("o\nthree\n");
      Http2RawClient.RawFrame last = client.readFrame(Http2RawClient.DATA);
      assertThat(last.text()).isEmpty();
      assertThat(last.endsStream()).isTrue();
    }
  }

  @Test
  void aStreamThatIsResetClosesItsBodyOnly() throws Exception {
    start(options());
    ScriptedBody body = new ScriptedBody(new HandClock(), List.of(chunk(1, "late\n")));
    api.watch("/watch", body);
    try (Http2RawClient client = new Http2RawClient(server.port()).get(1, "/watch")) {
      client.readFrame(Http2RawClient.HEADERS);
      client.reset(1);
      assertThat(body.awaitClosed()).isTrue();
      client.get(3, "/get");
      client.readFrame(Http2RawClient.HEADERS);
      assertThat(client.readFrame(Http2RawClient.DATA).text()).isEqualTo("hello\n");
    }
  }

  @Test
  void rapidResetsEndTheConnectionAndNobodyElses() throws Exception {
    start(options());
    api.on("/watch", request -> FakeApi.watch(ScriptedBody.of("one\n"), Long.MAX_VALUE));
    try (Http2RawClient client = new Http2RawClient(server.port())) {
      for (int stream = 1; stream < 2_000; stream += 2) {
        client.tryGetAndReset(stream, "/watch");
      }
      Http2RawClient.RawFrame goAway = client.readFrame(Http2RawClient.GOAWAY);
      // ENHANCE_YOUR_CALM.
      assertThat(goAway.goAwayError()).isEqualTo(0xb);
    }
    assertThat(log).anyMatch(line -> line.ended().startsWith("HTTP/2: "));
    try (RawClient other = new RawClient(server.port()).get("/get")) {
      assertThat(other.readThrough("hello\n")).startsWith("HTTP/1.1 200 OK\r\n");
    }
  }

  @Test
  void faultsOfHttp2AreSeenOnTheWire() throws Exception {
    start(options());
    for (Ending ending : List.of(Ending.RST_STREAM, Ending.GOAWAY, Ending.CUT, Ending.RESET)) {
      api.watch(
          "/" + ending,
          new ScriptedBody(HandClock.atTheEnd(), List.of(chunk(0, "one\n"), end(0, ending))));
    }
    try (Http2RawClient client = new Http2RawClient(server.port()).get(1, "/RST_STREAM")) {
      client.readFrame(Http2RawClient.DATA);
      client.readFrame(Http2RawClient.RST_STREAM);
      client.get(3, "/GOAWAY");
      client.readFrame(Http2RawClient.DATA);
      assertThat(client.readFrame(Http2RawClient.GOAWAY).goAwayError()).isZero();
      assertThatThrownBy(() -> client.readFrame(Http2RawClient.DATA))
          .isInstanceOf(IOException.class);
    }
    for (Ending ending : List.of(Ending.CUT, Ending.RESET)) {
      try (Http2RawClient client = new Http2RawClient(server.port()).get(1, "/" + ending)) {
        client.readFrame(Http2RawClient.DATA);
        assertThatThrownBy(() -> client.readFrame(Http2RawClient.GOAWAY))
            .isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void stoppingSaysGoAwayAndEndsWatchesCleanly() throws Exception {
    start(options());
    api.watch("/watch", new ScriptedBody(new HandClock(), List.of(chunk(1, "late\n"))));
    try (Http2RawClient client = new Http2RawClient(server.port()).get(1, "/watch")) {
      client.readFrame(Http2RawClient.HEADERS);
      server.stop(Duration.ofSeconds(20));
      assertThat(client.readFrame(Http2RawClient.GOAWAY).goAwayError()).isZero();
      assertThat(client.readFrame(Http2RawClient.DATA).endsStream()).isTrue();
    }
  }

  private HttpOptions options() {
    return HttpOptions.loopback().withLog(log::add);
  }

  private void start(HttpOptions options) throws IOException {
    server = HttpServer.start(api, options);
  }

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(URI.create(server.baseUrl() + path)).build();
  }

  @Test
  void aStreamThatIsNotReadIsDroppedAndCostsNobodyElse() throws Exception {
    HttpLimits impatient = Impatient.limits(Duration.ofMillis(200), Duration.ofMillis(100));
    start(options().withLimits(impatient));
    ScriptedBody body =
        new ScriptedBody(
            HandClock.atTheEnd(), Collections.nCopies(1000, chunk(0, "x".repeat(9_999) + "\n")));
    api.watch("/watch", body);
    try (Http2RawClient client = new Http2RawClient(server.port()).get(1, "/watch")) {
      client.readFrame(Http2RawClient.HEADERS);
      assertThat(log.poll(20, TimeUnit.SECONDS).ended()).isEqualTo("slow reader");
      assertThat(body.pulled()).isLessThan(1000);
      try (RawClient other = new RawClient(server.port()).get("/get")) {
        assertThat(other.readThrough("hello\n")).startsWith("HTTP/1.1 200 OK\r\n");
      }
      // It never reads the rest: in the end its stream is reset, and the memory is freed.
      assertThat(body.awaitClosed()).isTrue();
      assertThat(client.readFrame(Http2RawClient.RST_STREAM).stream()).isOne();
    }
    assertThat(body.closings()).isOne();
  }
}
