package dev.watchstream.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.Recording;
import dev.watchstream.parser.Address;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.stream.EndpointsParser;
import dev.watchstream.replay.ReplayServer;
import dev.watchstream.replay.faults.FaultRule;
import dev.watchstream.replay.model.ReceivedRequest;
import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1EndpointAddress;
import io.kubernetes.client.openapi.models.V1EndpointSubset;
import io.kubernetes.client.openapi.models.V1Endpoints;
import io.kubernetes.client.openapi.models.V1EndpointsList;
import io.kubernetes.client.util.CallGeneratorParams;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One cluster goes through a rollout; its server cuts every watch once, and once has forgotten the
 * version of every watch. Our watch, fabric8's informer and the official Java client's informer see
 * it side by side.
 */
@Timeout(120)
@SuppressWarnings("try") // What is open is closed, and else not spoken to.
class SideBySideTest {

  private static final String OURS = "okhttp/";
  private static final String FABRIC8 = "fabric8-kubernetes-client/";
  private static final String OFFICIAL = "Kubernetes Java Client/";
  private static final List<String> CLIENTS = List.of(OURS, FABRIC8, OFFICIAL);

  /** An object as a client sees it, independent of the client's types. */
  private record State(String version, List<String> ready, List<String> notReady) {}

  @TempDir Path folder;

  private final Map<String, State> states = new HashMap<>();

  @Test
  void allEndInTheSameState() throws Exception {
    Recording rollout = PacedRecording.of("one-pod-rollout", 12, folder);
    List<State> story = story(rollout);
    try (ReplayServer server =
            ReplayServer.of(rollout)
                .sharedClock(true)
                .startPaused(true)
                .fault("cut@event=1")
                .start();
        WatchRun ours = ours(server);
        KubernetesClient fabric8 = fabric8(server);
        Official official = new Official(server, this::see)) {
      awaitAll(story.get(0));
      awaitWatches(server);
      // For the watches that follow the cut.
      server.setFaults(List.of(FaultRule.parse("gone@event=1")));
      server.step();
      awaitAll(story.get(1));
      server.step();
      awaitAll(story.get(2));
      awaitWatches(server);
      server.setFaults(List.of());
      for (State state : story.subList(3, story.size())) {
        server.step();
        awaitAll(state);
      }
      assertThat(ours.watch.counters().relists()).isEqualTo(1);
      // The others' requests may differ: on a busy machine one may come too late for a fault.
      assertThat(server.requests().stream().filter(r -> isOf(r, OURS) && !isWatch(r))).hasSize(2);
    }
  }

  private WatchRun ours(ReplayServer server) throws IOException {
    return WatchRun.of(
        server.baseUrl(),
        w -> w.namespace("default").name("passport-auth"),
        notice -> {
          if (notice instanceof WatchNotice.Change change) {
            see(OURS, state(change.event()));
          }
        });
  }

  private KubernetesClient fabric8(ReplayServer server) {
    KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder()
                    .withAutoConfigure(false)
                    .withMasterUrl(server.baseUrl())
                    .withOnlyHttpWatches(true)
                    .withWatchReconnectInterval(10)
                    .withRequestRetryBackoffInterval(10)
                    .build())
            .build();
    client
        .endpoints()
        .inNamespace("default")
        .withName("passport-auth")
        .inform(
            new io.fabric8.kubernetes.client.informers.ResourceEventHandler<Endpoints>() {
              @Override
              public void onAdd(Endpoints added) {
                see(FABRIC8, state(added));
              }

              @Override
              public void onUpdate(Endpoints before, Endpoints after) {
                see(FABRIC8, state(after));
              }

              @Override
              public void onDelete(Endpoints deleted, boolean unknown) {}
            });
    return client;
  }

  /** The official client's informer, in a form that can be closed. */
  private static final class Official implements AutoCloseable {
    private final SharedInformerFactory factory;

    Official(ReplayServer server, BiConsumer<String, State> see) {
      ApiClient client = new ApiClient().setReadTimeout(0).setBasePath(server.baseUrl());
      CoreV1Api api = new CoreV1Api(client);
      factory = new SharedInformerFactory(client);
      factory
          .sharedIndexInformerFor(
              (CallGeneratorParams params) ->
                  api.listNamespacedEndpoints("default")
                      .fieldSelector("metadata.name=passport-auth")
                      .resourceVersion(params.resourceVersion)
                      .timeoutSeconds(params.timeoutSeconds)
                      .watch(params.watch)
                      .buildCall(null),
              V1Endpoints.class,
              V1EndpointsList.class)
          .addEventHandler(
              new ResourceEventHandler<V1Endpoints>() {
                @Override
                public void onAdd(V1Endpoints added) {
                  see.accept(OFFICIAL, state(added));
                }

                @Override
                public void onUpdate(V1Endpoints before, V1Endpoints after) {
                  see.accept(OFFICIAL, state(after));
                }

                @Override
                public void onDelete(V1Endpoints deleted, boolean unknown) {}
              });
      factory.startAllRegisteredInformers();
    }

    @Override
    public void close() {
      factory.stopAllRegisteredInformers(true);
    }
  }

  private synchronized void see(String client, State state) {
    states.put(client, state);
    notifyAll();
  }

  /** Waits until every client has that state. */
  private synchronized void awaitAll(State state) throws InterruptedException {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!CLIENTS.stream().allMatch(client -> state.equals(states.get(client)))) {
      long left = (giveUp - System.nanoTime()) / 1_000_000;
      assertThat(left).as("%s instead of %s", states, state).isPositive();
      wait(left);
    }
  }

  /** Waits for a watch of each client. */
  private static void awaitWatches(ReplayServer server) throws InterruptedException {
    List<String> missing = new ArrayList<>(CLIENTS);
    while (!missing.isEmpty()) {
      ReceivedRequest request = server.takeRequest(Duration.ofSeconds(20));
      assertThat(request).as("a watch of %s", missing).isNotNull();
      if (isWatch(request)) {
        missing.removeIf(client -> isOf(request, client));
      }
    }
  }

  private static boolean isWatch(ReceivedRequest request) {
    return request.query() != null && request.query().contains("watch=true");
  }

  private static boolean isOf(ReceivedRequest request, String client) {
    return String.valueOf(request.header("User-Agent")).startsWith(client);
  }

  private static List<State> story(Recording recording) throws IOException {
    List<State> story = new ArrayList<>();
    try (InputStream body = recording.openBody()) {
      EndpointsParser.create(event -> story.add(state((EndpointsEvent) event))).parse(body);
    }
    return story;
  }

  private static State state(EndpointsEvent event) {
    return new State(
        event.resourceVersion(),
        event.addresses().stream().map(Address::ip).toList(),
        event.notReadyAddresses().stream().map(Address::ip).toList());
  }

  private static State state(Endpoints endpoints) {
    List<String> ready = new ArrayList<>();
    List<String> notReady = new ArrayList<>();
    for (var subset : endpoints.getSubsets()) {
      subset.getAddresses().stream().map(EndpointAddress::getIp).forEach(ready::add);
      subset.getNotReadyAddresses().stream().map(EndpointAddress::getIp).forEach(notReady::add);
    }
    return new State(endpoints.getMetadata().getResourceVersion(), ready, notReady);
  }

  private static State state(V1Endpoints endpoints) {
    List<String> ready = new ArrayList<>();
    List<String> notReady = new ArrayList<>();
    for (V1EndpointSubset subset : orEmpty(endpoints.getSubsets())) {
      orEmpty(subset.getAddresses()).stream().map(V1EndpointAddress::getIp).forEach(ready::add);
      orEmpty(subset.getNotReadyAddresses()).stream()
          .map(V1EndpointAddress::getIp)
          .forEach(notReady::add);
    }
    return new State(endpoints.getMetadata().getResourceVersion(), ready, notReady);
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }
}
