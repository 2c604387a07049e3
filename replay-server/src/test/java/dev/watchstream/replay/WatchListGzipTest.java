package dev.watchstream.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.replay.model.Speed;
import dev.watchstream.replay.testing.NoLeaks;
import dev.watchstream.replay.testing.RawClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Watches that begin with the state are compressed by servers of 1.37. */
@ExtendWith(NoLeaks.class)
@Timeout(60)
class WatchListGzipTest {
  private static final String INFORMER =
      "/api/v1/endpoints?watch=true&allowWatchBookmarks=true&sendInitialEvents=true"
          + "&resourceVersionMatch=NotOlderThan&timeoutSeconds=300";

  @Test
  void eachEventCanBeReadAsSoonAsItsChunkIsThere() throws Exception {
    try (ReplayServer server = serve("1.37");
        RawClient client = new RawClient(server.port())) {
      String head = client.get(INFORMER, "Accept-Encoding: gzip").readHead();
      assertThat(head)
          .containsSubsequence(
              "\r\nAudit-Id: ",
              "\r\nCache-Control: no-cache, private\r\n",
              "Content-Encoding: gzip\r\nContent-Type: application/json\r\n"
                  + "Vary: Accept-Encoding\r\nWarning: 299 ");
      List<String> types = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String size = client.readThrough("\r\n").strip();
        byte[] member = client.read(Integer.parseInt(size, 16));
        client.read(2);
        String events =
            new String(
                new GZIPInputStream(new ByteArrayInputStream(member)).readAllBytes(),
                StandardCharsets.UTF_8);
        assertThat(events).endsWith("\n");
        events
            .lines()
            .map(event -> event.replaceFirst("\\{\"type\":\"([A-Z]+)\".*", "$1"))
            .forEach(types::add);
      }
      assertThat(types).startsWith("ADDED", "BOOKMARK", "MODIFIED", "MODIFIED");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gzip, true",
    "'br, gzip ,deflate', true",
    "gzip;q=1, false",
    "GZIP, false",
    "identity, false"
  })
  void onlyWhoSaysJustGzipIsSentIt(String accepted, boolean gzip) throws Exception {
    try (ReplayServer server = serve("1.37")) {
      assertThat(isGzip(server, INFORMER, "Accept-Encoding: " + accepted)).isEqualTo(gzip);
    }
  }

  @Test
  void noOtherWatchIsCompressed() throws Exception {
    String list = "/api/v1/endpoints?watch=true";
    try (ReplayServer server = serve("1.37")) {
      assertThat(isGzip(server, list + "&allowWatchBookmarks=1", "Accept-Encoding: gzip"))
          .as("made a watch list by the server")
          .isTrue();
      assertThat(isGzip(server, list, "Accept-Encoding: gzip")).as("no bookmarks").isFalse();
      assertThat(
              isGzip(
                  server,
                  list + "&allowWatchBookmarks=1&resourceVersion=1",
                  "Accept-Encoding: gzip"))
          .as("not the state")
          .isFalse();
      assertThat(
              isGzip(
                  server,
                  INFORMER,
                  "Accept-Encoding: gzip",
                  "Connection: Upgrade",
                  "Upgrade: websocket",
                  "Sec-WebSocket-Version: 13",
                  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="))
          .as("over a WebSocket")
          .isFalse();
    }
    try (ReplayServer server = serve("1.36")) {
      assertThat(isGzip(server, INFORMER, "Accept-Encoding: gzip")).as("1.36").isFalse();
    }
    try (ReplayServer server =
        ReplayServer.of("one-pod-rollout")
            .serverVersion("1.37")
            .gate("WatchListCompression", false)
            .start()) {
      assertThat(isGzip(server, INFORMER, "Accept-Encoding: gzip")).as("gate").isFalse();
    }
  }

  private static boolean isGzip(ReplayServer server, String asked, String... headers)
      throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      return client.get(asked, headers).readHead().contains("Content-Encoding: gzip");
    }
  }

  private static ReplayServer serve(String version) throws Exception {
    return ReplayServer.of("one-pod-rollout").speed(Speed.MAX).serverVersion(version).start();
  }
}
