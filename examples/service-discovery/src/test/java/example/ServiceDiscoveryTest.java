package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.watchstream.client.EndpointsStore;
import dev.watchstream.client.EndpointsWatch;
import dev.watchstream.client.ApiServer;
import dev.watchstream.parser.Address;
import dev.watchstream.replay.ReplayServer;
import dev.watchstream.replay.junit.Replay;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServiceDiscoveryTest {

  private static final String OLD_POD = "1.0.15.76";
  private static final String NEW_POD = "1.0.29.91";

  private final EndpointsStore store = new EndpointsStore();
  private final ServiceDiscovery discovery =
      new ServiceDiscovery(store, "default", "passport-auth");

  @Test
  @Replay("passport-auth")
  void requests_go_to_the_new_pod_once_it_is_the_only_one(ReplayServer server) throws Exception {
    try (EndpointsWatch watch = watchUntilReady(server, List.of(NEW_POD))) {
      assertEquals(NEW_POD, discovery.next());
      assertEquals(NEW_POD, discovery.next());
    }
  }

  @Test
  @Replay(value = "passport-auth", faults = "stall@event=2")
  void two_ready_pods_take_turns(ReplayServer server) throws Exception {
    try (EndpointsWatch watch = watchUntilReady(server, List.of(OLD_POD, NEW_POD))) {
      assertEquals(Set.of(OLD_POD, NEW_POD), Set.of(discovery.next(), discovery.next()));
    }
  }

  @Test
  @Replay("passport-auth")
  void a_service_that_does_not_exist_is_said_to(ReplayServer server) throws Exception {
    try (EndpointsWatch watch = watchUntilReady(server, List.of(NEW_POD))) {
      assertTrue(store.isSynced());
      assertThrows(
          NoSuchElementException.class, () -> new ServiceDiscovery(store, "default", "x").next());
    }
  }

  private EndpointsWatch watchUntilReady(ReplayServer server, List<String> ips) throws Exception {
    CompletableFuture<Void> isReady = new CompletableFuture<>();
    store.addChangeListener(
        (before, after) -> {
          if (after.addresses().stream().map(Address::ip).sorted().toList().equals(ips)) {
            isReady.complete(null);
          }
        });
    EndpointsWatch watch =
        EndpointsWatch.of(ApiServer.at(server.baseUrl()).build())
            .namespace("default")
            .name("passport-auth")
            .start(store);
    isReady.get(20, TimeUnit.SECONDS);
    return watch;
  }
}
