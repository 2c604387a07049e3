package dev.watchstream.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.replay.ReplayServer;
import dev.watchstream.replay.model.Speed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that compresses each chunk of a watch separately, if the client accepts it. */
@Timeout(60)
class GzipOverTheWireTest {

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
}
