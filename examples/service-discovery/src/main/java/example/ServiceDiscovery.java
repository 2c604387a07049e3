package example;

import dev.watchstream.client.EndpointsStore;
import dev.watchstream.client.ServiceEndpoints;
import dev.watchstream.parser.Address;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;

/** Where to send the next request: the ready addresses of a service, round robin. */
public final class ServiceDiscovery {

  private final EndpointsStore store;
  private final String namespace;
  private final String name;
  private final AtomicInteger turn = new AtomicInteger();

  /** Looks into the store at each request, so that changes from the watch apply at once. */
  public ServiceDiscovery(EndpointsStore store, String namespace, String name) {
    this.store = store;
    this.namespace = namespace;
    this.name = name;
  }

  /** May be called from any thread. */
  public String next() {
    ServiceEndpoints service =
        store
            .find(namespace, name)
            .orElseThrow(() -> new NoSuchElementException("no service " + namespace + "/" + name));
    List<Address> ready = service.addresses();
    if (ready.isEmpty()) {
      throw new IllegalStateException(namespace + "/" + name + " has no ready address");
    }
    return ready.get(Math.floorMod(turn.getAndIncrement(), ready.size())).ip();
  }
}
