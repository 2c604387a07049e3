package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchstream.replay.ReplayServer;
import dev.watchstream.replay.junit.Replay;
import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class Fabric8ControllerTest {

  @Test
  @Replay("passport-auth")
  void the_new_pod_is_all_that_is_left(ReplayServer server) throws Exception {
    assertEquals(List.of("1.0.29.91"), lastIps(server));
  }

  @Test
  @Replay(value = "passport-auth", faults = "gone@event=2@request=1")
  void a_version_that_is_too_old_in_the_middle_changes_nothing_of_that(ReplayServer server)
      throws Exception {
    assertEquals(List.of("1.0.29.91"), lastIps(server));
    assertTrue(server.requests().size() <= 5, () -> "requests: " + server.requests());
  }

  /** The state that an informer ends in: one ready address, that of the new pod. */
  private static List<String> lastIps(ReplayServer server) throws Exception {
    CompletableFuture<List<String>> last = new CompletableFuture<>();
    Config config = new ConfigBuilder(Config.empty()).withMasterUrl(server.baseUrl()).build();
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
        SharedIndexInformer<Endpoints> informer =
            client
                .endpoints()
                .inNamespace("default")
                .withName("passport-auth")
                .inform(new LastState(last))) {
      return last.get(20, TimeUnit.SECONDS);
    }
  }

  private record LastState(CompletableFuture<List<String>> last)
      implements ResourceEventHandler<Endpoints> {

    @Override
    public void onAdd(Endpoints endpoints) {
      look(endpoints);
    }

    @Override
    public void onUpdate(Endpoints before, Endpoints endpoints) {
      look(endpoints);
    }

    @Override
    public void onDelete(Endpoints endpoints, boolean unknown) {}

    private void look(Endpoints endpoints) {
      List<EndpointAddress> ready = endpoints.getSubsets().get(0).getAddresses();
      if (ready.size() == 1 && ready.get(0).getTargetRef().getName().contains("55987979b9")) {
        last.complete(ready.stream().map(EndpointAddress::getIp).toList());
      }
    }
  }
}
