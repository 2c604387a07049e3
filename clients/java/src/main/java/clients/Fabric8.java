package clients;

import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.stream.Stream;

/** Watches or runs an informer on Endpoints with the fabric8 client; see ../README.md. */
public final class Fabric8 {
  private Fabric8() {}

  /** Arguments: watch or informer, and the server's URL. */
  public static void main(String[] arguments) throws Exception {
    // The client's automatic configuration, except for the server's address.
    Config config =
        new ConfigBuilder(Config.autoConfigure(null))
            .withMasterUrl(arguments[1])
            .withNamespace(null)
            .withCaCertFile(System.getenv("SSL_CERT_FILE"))
            .build();
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
      if (arguments[0].equals("informer")) {
        inform(client);
      } else {
        watch(client);
      }
      Thread.currentThread().join();
    }
  }

  private static void inform(KubernetesClient client) {
    SharedIndexInformer<Endpoints> informer =
        client.endpoints().inAnyNamespace().runnableInformer(0);
    informer.addEventHandler(
        new ResourceEventHandler<>() {
          @Override
          public void onAdd(Endpoints added) {
            tell("ADDED", added);
          }

          @Override
          public void onUpdate(Endpoints before, Endpoints after) {
            tell("MODIFIED", after);
          }

          @Override
          public void onDelete(Endpoints deleted, boolean isUnknown) {
            tell("DELETED", deleted);
          }
        });
    // The client lets its user decide whether to retry the start.
    informer.exceptionHandler(
        (isStarted, error) -> {
          Told.error(error);
          return true;
        });
    var unused = informer.start();
  }

  private static void watch(KubernetesClient client) {
    client
        .endpoints()
        .inAnyNamespace()
        .watch(
            new Watcher<Endpoints>() {
              @Override
              public void eventReceived(Action action, Endpoints object) {
                tell(action.name(), object);
              }

              @Override
              public void onClose(WatcherException cause) {
                Told.error(cause);
                System.exit(1); // its user has to start it again
              }
            });
  }

  private static void tell(String event, Endpoints object) {
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
