package clients;

import com.google.gson.reflect.TypeToken;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Endpoints;
import io.kubernetes.client.openapi.models.V1EndpointsList;
import io.kubernetes.client.util.CallGeneratorParams;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.Watch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Watches or runs an informer on Endpoints with the official Java client; see ../README.md. */
public final class Official {
  private Official() {}

  /** Arguments: watch or informer, and the server's URL. */
  public static void main(String[] arguments) throws Exception {
    ClientBuilder builder = new ClientBuilder().setBasePath(arguments[1]);
    String authorities = System.getenv("SSL_CERT_FILE");
    if (authorities != null) {
      builder.setCertificateAuthority(Files.readAllBytes(Path.of(authorities)));
    }
    ApiClient client = builder.setReadTimeout(Duration.ZERO).build();
    if (arguments[0].equals("informer")) {
      inform(client);
      Thread.currentThread().join();
    }
    while (true) {
      try {
        watchOnce(client);
      } catch (Exception e) { // whatever error the client reports to its user
        Told.error(e);
      }
      // The pause of a user's own loop, without which a server that refuses would be asked without
      // end: the client's watch does not restart itself.
      Thread.sleep(500);
    }
  }

  private static void inform(ApiClient client) {
    CoreV1Api api = new CoreV1Api(client);
    SharedInformerFactory factory = new SharedInformerFactory(client);
    factory
        .sharedIndexInformerFor(
            (CallGeneratorParams asked) ->
                api.listEndpointsForAllNamespaces()
                    .resourceVersion(asked.resourceVersion)
                    .timeoutSeconds(asked.timeoutSeconds)
                    .watch(asked.watch)
                    .buildCall(null),
            V1Endpoints.class,
            V1EndpointsList.class)
        .addEventHandler(
            new ResourceEventHandler<>() {
              @Override
              public void onAdd(V1Endpoints added) {
                tell("ADDED", added);
              }

              @Override
              public void onUpdate(V1Endpoints before, V1Endpoints after) {
                tell("MODIFIED", after);
              }

              @Override
              public void onDelete(V1Endpoints deleted, boolean isUnknown) {
                tell("DELETED", deleted);
              }
            });
    factory.startAllRegisteredInformers();
  }

  /** Reads the state and follows it until the watch ends. */
  private static void watchOnce(ApiClient client) throws Exception {
    CoreV1Api api = new CoreV1Api(client);
    V1EndpointsList list = api.listEndpointsForAllNamespaces().execute();
    list.getItems().forEach(object -> tell("LISTED", object));
    Told.synced();
    var call =
        api.listEndpointsForAllNamespaces()
            .resourceVersion(list.getMetadata().getResourceVersion())
            .watch(true)
            .buildCall(null);
    TypeToken<Watch.Response<V1Endpoints>> type = new TypeToken<>() {};
    try (Watch<V1Endpoints> events = Watch.createWatch(client, call, type.getType())) {
      for (Watch.Response<V1Endpoints> event : events) {
        if (event.status != null) {
          throw new IllegalStateException(event.status.getMessage());
        }
        tell(event.type, event.object);
      }
    }
  }

  private static void tell(String event, V1Endpoints object) {
    Told.event(
        event,
        object.getMetadata().getNamespace(),
        object.getMetadata().getName(),
        object.getMetadata().getResourceVersion(),
        stream(object.getSubsets())
            .flatMap(subset -> stream(subset.getAddresses()))
            .map(address -> address.getIp()));
  }

  private static <T> Stream<T> stream(List<T> list) {
    return list == null ? Stream.of() : list.stream();
  }
}
