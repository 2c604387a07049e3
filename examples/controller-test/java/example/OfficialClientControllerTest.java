package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.watchstream.replay.ReplayServer;
import dev.watchstream.replay.junit.Replay;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Endpoints;
import io.kubernetes.client.util.Watch;
import com.google.gson.reflect.TypeToken;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@Replay("passport-auth")
class OfficialClientControllerTest {

  @Test
  void the_watch_tells_the_rollout(ReplayServer server) throws Exception {
    ApiClient client = new ApiClient().setBasePath(server.baseUrl());
    List<Integer> ready = new ArrayList<>();

    try (Watch<V1Endpoints> watch =
        Watch.createWatch(
            client,
            new CoreV1Api(client)
                .listNamespacedEndpoints("default")
                .fieldSelector("metadata.name=passport-auth")
                .watch(true)
                .buildCall(null),
            new TypeToken<Watch.Response<V1Endpoints>>() {}.getType())) {
      for (Watch.Response<V1Endpoints> event : watch) {
        ready.add(event.object.getSubsets().get(0).getAddresses().size());
        if (ready.size() == 4) {
          break;
        }
      }
    }

    assertEquals(List.of(1, 1, 2, 1), ready);
  }
}
