package dev.watchstream.replay.http;

import static dev.watchstream.replay.testing.ScriptedBody.chunk;
import static dev.watchstream.replay.testing.ScriptedBody.end;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.Frame.Ending;
import dev.watchstream.replay.testing.FakeApi;
import dev.watchstream.replay.testing.HandClock;
import dev.watchstream.replay.testing.NoLeaks;
import dev.watchstream.replay.testing.RawClient;
import dev.watchstream.replay.testing.ScriptedBody;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A watch over RFC 6455, compared with what a real API server sent. */
@ExtendWith(NoLeaks.class)
class WebSocketTest {
  private static final String[] ASKED = {
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Origin: https://127.0.0.1"
  };

  private final FakeApi api = new FakeApi();
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.start(api, HttpOptions.loopback());
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw-watch-websocket", "raw-watch-websocket-rv1"})
  void theBytesAreThoseOfARealServerHoweverTheBodyIsChunked(String name) throws Exception {
    String recorded = captured(name);
    for (int size : new int[] {1, 7, 1 << 20}) {
      api.watch("/watch", chunked(events(recorded), size));
      try (RawClient client = new RawClient(server.port()).get("/watch", ASKED)) {
        assertThat(client.readToEnd()).isEqualTo(recorded);
      }
    }
  }

  @Test
  void theSubprotocolThatIsAskedForIsGrantedAndChangesNothing() throws Exception {
    String recorded = captured("raw-watch-websocket-subprotocol");
    api.watch("/watch", chunked(events(recorded), 1 << 20));
    try (RawClient client =
        new RawClient(server.port())
            .get("/watch", with(ASKED, "Sec-WebSocket-Protocol: base64.binary.k8s.io"))) {
      assertThat(client.readToEnd()).isEqualTo(recorded);
    }
  }

  @Test
  void moreThanOneSubprotocolIsRefused() throws Exception {
    ScriptedBody body = ScriptedBody.of("one\n");
    api.watch("/watch", body);
    try (RawClient client =
        new RawClient(server.port())
            .get("/watch", with(ASKED, "Sec-WebSocket-Protocol: v4.channel.k8s.io, x"))) {
      assertThat(client.readToEnd()).isEqualTo("HTTP/1.1 400 Bad Request\r\n\r\n");
    }
    assertThat(body.awaitClosed()).isTrue();
  }

  @Test
  void whoDoesNotTellItsOriginIsForbidden() throws Exception {
    api.watch("/watch", ScriptedBody.of("one\n"));
    try (RawClient client =
        new RawClient(server.port()).get("/watch", ASKED[0], ASKED[1], ASKED[2], ASKED[3])) {
      assertThat(client.readToEnd()).isEqualTo("HTTP/1.1 403 Forbidden\r\n\r\n");
    }
  }

  @Test
  void whatIsNoWatchIsAnsweredAsEver() throws Exception {
    try (RawClient client = new RawClient(server.port()).get("/get", ASKED)) {
      assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK\r\n");
      client.read(6);
      client.get("/nope", ASKED);
      assertThat(client.readHead()).startsWith("HTTP/1.1 404 Not Found\r\n");
    }
  }

  @Test
  void aPingIsAnsweredAndACloseToo() throws Exception {
    ScriptedBody body = new ScriptedBody(new HandClock(), List.of(chunk(1, "late\n")));
    api.watch("/watch", body);
    try (RawClient client = new RawClient(server.port()).get("/watch", ASKED)) {
      client.readHead();
      client.send(new byte[] {(byte) 0x89, (byte) 0x81, 0, 0, 0, 0, 'p'});
      assertThat(client.read(3)).containsExactly(0x8a, 1, 'p');
      client.send(new byte[] {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 0x03, (byte) 0xe8});
      assertThat(client.readToEnd().getBytes(StandardCharsets.ISO_8859_1))
          .containsExactly(0x88, 2, 3, 0xe8);
    }
    assertThat(body.awaitClosed()).isTrue();
    assertThat(body.closings()).isOne();
  }

  @Test
  void aPingOfAClientThatDoesNotReadIsNotAnswered() {
    EmbeddedChannel channel = new EmbeddedChannel(new WebSocketWatch(null, null, null));
    try {
      channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
      channel.writeInbound(new PingWebSocketFrame(Unpooled.wrappedBuffer(new byte[] {1})));
      assertThat(channel.outboundMessages()).isEmpty();
      channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
      channel.writeInbound(new PingWebSocketFrame(Unpooled.wrappedBuffer(new byte[] {2})));
      assertThat(channel.outboundMessages()).hasSize(1);
    } finally {
      channel.finishAndReleaseAll();
    }
  }

  @Test
  void aServerThatStopsSaysGoodbye() throws Exception {
    api.watch("/watch", new ScriptedBody(new HandClock(), List.of(chunk(1, "late\n"))));
    try (RawClient client = new RawClient(server.port()).get("/watch", ASKED)) {
      client.readHead();
      server.stop(Duration.ofSeconds(20));
      assertThat(client.readToEnd().getBytes(StandardCharsets.ISO_8859_1))
          .containsExactly(0x88, 2, 3, 0xe8);
    }
  }

  @Test
  void aCutConnectionSaysNoGoodbye() throws Exception {
    api.watch(
        "/watch",
        new ScriptedBody(HandClock.atTheEnd(), List.of(chunk(0, "one\ntw"), end(0, Ending.CUT))));
    try (RawClient client = new RawClient(server.port()).get("/watch", ASKED)) {
      client.readHead();
      assertThat(client.readToEnd().getBytes(StandardCharsets.ISO_8859_1))
          .containsExactly(0x81, 4, 'o', 'n', 'e', '\n');
    }
  }

  private static ScriptedBody chunked(String events, int size) {
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < events.length(); i += size) {
      frames.add(chunk(0, events.substring(i, Math.min(events.length(), i + size))));
    }
    frames.add(end(0, Ending.CLEAN));
    return new ScriptedBody(HandClock.atTheEnd(), frames);
  }

  private static String captured(String name) throws Exception {
    try (InputStream in =
        WebSocketTest.class.getResourceAsStream("/captures/03-api/" + name + ".bytes")) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /** The lines in the text frames, which are ASCII. */
  private static String events(String recorded) {
    StringBuilder events = new StringBuilder();
    int from = recorded.indexOf("{\"type\"");
    while (from >= 0) {
      int to = recorded.indexOf('\n', from) + 1;
      events.append(recorded, from, to);
      from = recorded.indexOf("{\"type\"", to);
    }
    return events.toString();
  }

  private static String[] with(String[] headers, String more) {
    String[] all = java.util.Arrays.copyOf(headers, headers.length + 1);
    all[headers.length] = more;
    return all;
  }
}
