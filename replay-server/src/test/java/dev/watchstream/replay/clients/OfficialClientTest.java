package dev.watchstream.replay.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.replay.testing.NoLeaks;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Endpoints;
import io.kubernetes.client.openapi.models.V1EndpointsList;
import io.kubernetes.client.util.CallGeneratorParams;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The informer of the official Java client, over HTTP/2. It pauses a second between watches. */
@ExtendWith(NoLeaks.class)
@Timeout(60)
class OfficialClientTest {
  private static final String RECORDING = "passport-auth";

  /** The fault, and the most requests that it may cost, the list included. */
  @ParameterizedTest
  @CsvSource({
    "nothing, 2",
    "cut=clean@event=1@request=1, 3",
    "cut@event=1@request=1, 4",
    "cut=rst@event=1+40@request=1, 4",
    "cut=goaway@event=1@request=1, 4",
    "cut=rst_stream@event=1@request=1, 4",
    "status=429:1s@request=1, 3",
    "status=500@request=1, 3",
    "status=503@request=1, 3",
    "status=429:1s@request=2, 4",
    "stall@event=1:200ms, 2",
    "dribble=13, 2",
  })
  void itsInformerSeesEachChangeInOrder(String fault, int requests) throws Exception {
    Story story = Story.of(RECORDING);
    try (Served served = Served.encrypted(RECORDING, fault)) {
      Sightings sightings = new Sightings(story);
      SharedInformerFactory factory = new SharedInformerFactory(client(served));
      try {
        SharedIndexInformer<V1Endpoints> informer = informer(factory, client(served));
        informer.addEventHandler(new Handling(sightings));
        factory.startAllRegisteredInformers();
        assertThat(sightings.await()).isEqualTo(story.changes());
        served.assertRequestsAtMost(requests);
      } finally {
        factory.stopAllRegisteredInformers(true);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gone@event=1@request=1", "gone@request=2"})
  void itsInformerSeesNoOlderStateWhenItsVersionIsGone(String fault) throws Exception {
    Story story = Story.of(RECORDING);
    try (Served served = Served.encrypted(RECORDING, fault)) {
      Sightings sightings = new Sightings(story);
      SharedInformerFactory factory = new SharedInformerFactory(client(served));
      try {
        informer(factory, client(served)).addEventHandler(new Handling(sightings));
        factory.startAllRegisteredInformers();
        assertThat(sightings.await()).isEqualTo(story.changes());
        served.assertRequestsAtMost(4);
      } finally {
        factory.stopAllRegisteredInformers(true);
      }
    }
  }

  private static SharedIndexInformer<V1Endpoints> informer(
      SharedInformerFactory factory, ApiClient client) {
    CoreV1Api api = new CoreV1Api(client);
    return factory.sharedIndexInformerFor(
        (CallGeneratorParams params) ->
            api.listNamespacedEndpoints("default")
                .fieldSelector("metadata.name=passport-auth")
                .resourceVersion(params.resourceVersion)
                .timeoutSeconds(params.timeoutSeconds)
                .watch(params.watch)
                .buildCall(null),
        V1Endpoints.class,
        V1EndpointsList.class);
  }

  private static ApiClient client(Served served) {
    return new ApiClient()
        .setReadTimeout(0)
        .setBasePath(served.url())
        .setSslCaCert(
            new ByteArrayInputStream(served.http().caPem().getBytes(StandardCharsets.US_ASCII)));
  }

  private record Handling(Sightings sightings) implements ResourceEventHandler<V1Endpoints> {
    @Override
    public void onAdd(V1Endpoints added) {
      sightings.add(Seen.official("ADDED", added));
    }

    @Override
    public void onUpdate(V1Endpoints before, V1Endpoints after) {
      // After an end that is not clean it lists again, and reports again what it already knows.
      if (!Seen.official("", before).version().equals(Seen.official("", after).version())) {
        sightings.add(Seen.official("MODIFIED", after));
      }
    }

    @Override
    public void onDelete(V1Endpoints deleted, boolean unknown) {
      sightings.add(Seen.official("DELETED", deleted));
    }
  }
}
