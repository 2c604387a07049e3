package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.replay.ReplayServer;
import dev.watchstream.replay.junit.Replay;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

@Replay("passport-auth")
class OkHttpWatchTest {

  @Test
  void the_watch_tells_the_rollout(ReplayServer server) throws IOException {
    List<Integer> ready = new ArrayList<>();

    OkHttpWatch.follow(
        new OkHttpClient(),
        server.baseUrl() + "/api/v1/watch/namespaces/default/endpoints/passport-auth",
        event -> ready.add(((EndpointsEvent) event).addresses().size()));

    assertEquals(List.of(1, 1, 2, 1), ready);
  }
}
