package dev.watchstream.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.Recordings;
import dev.watchstream.replay.ReplayServer;
import dev.watchstream.replay.model.Speed;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that compresses each chunk of a watch by itself, where the client lets it. */
@Timeout(60)
class GzipOverTheWireTest {

  @ParameterizedTest
  @ValueSource(strings = {"passport-auth", "one-pod-rollout", "bookmarks"})
  void aWatchThatAcceptsGzipIsReadMemberByMember(String recording) throws Exception {
    try (ReplayServer server = ReplayServer.of(recording).speed(Speed.MAX).fault("gzip").start();
        InputStream body = Recordings.open(recording).openBody()) {
      Collector collector = new Collector();
      var request = Recordings.open(recording).info().request();
      new Fetch(
              ApiServer.at(server.baseUrl()).build().client(false),
              WatchTime.system(),
              new StopSignal(),
              duration -> {})
          .run(
              new Request.Builder()
                  .url(server.baseUrl() + request.path() + "?" + request.query())
                  .header("Accept-Encoding", "gzip")
                  .build(),
              collector);
      assertThat(collector.encoding).isEqualTo("gzip");
      assertThat(collector.bytes.toByteArray()).isEqualTo(body.readAllBytes());
      assertThat(collector.isEnded).isTrue();
    }
  }

  @Test
  void aWatchOfOursAcceptsNoneAndGetsNone() throws Exception {
    try (ReplayServer server =
            ReplayServer.of("passport-auth").speed(Speed.MAX).fault("gzip").start();
        WatchRun run =
            WatchRun.of(server.baseUrl(), w -> w.namespace("default").name("passport-auth"))) {
      run.awaitChanges(4);
      assertThat(server.requests())
          .extracting(request -> request.header("Accept-Encoding"))
          .containsExactly("gzip", "identity");
    }
  }

  private static final class Collector implements Fetch.Body {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private String encoding;
    private boolean isEnded;

    @Override
    public void opened(Response response, Watchdog watchdog) {
      encoding = response.header("Content-Encoding");
    }

    @Override
    public void bytes(byte[] array, int offset, int length) {
      bytes.write(array, offset, length);
    }

    @Override
    public void endOfChunk() {}

    @Override
    public void endOfBody() {
      isEnded = true;
    }
  }
}
