package dev.watchstream.client;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.EventType;
import dev.watchstream.parser.ServiceName;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The current addresses of every service that a watch reports, for service discovery. Give it to a
 * watch as its listener:
 *
 * <pre>{@code
 * EndpointsStore store = new EndpointsStore();
 * EndpointsWatch watch = EndpointsWatch.of(server).endpointSlices().start(store);
 * store.awaitSynced(Duration.ofSeconds(10));
 * store.get("default", "passport-auth").addresses();
 * }</pre>
 *
 * <p>Read by any number of threads without locks; written by the thread of one watch. While a watch
 * is disconnected, the last known addresses stay.
 */
public final class EndpointsStore implements WatchListener {

  /** Called when addresses have changed. */
  @FunctionalInterface
  public interface ChangeListener {

    /** The addresses of one service have changed. Called on the watch's thread. */
    void onChange(ServiceEndpoints before, ServiceEndpoints after);
  }

  private record ObjectName(String namespace, @Nullable String name) {}

  /** A service without its kind, which is the same throughout a watch. */
  private record Key(String namespace, String name) {
    static Key of(ServiceName service) {
      return new Key(service.namespace(), service.name());
    }
  }

  private final Map<Key, ServiceEndpoints> services = new ConcurrentHashMap<>();
  private final List<ChangeListener> listeners = new CopyOnWriteArrayList<>();
  private final CountDownLatch synced = new CountDownLatch(1);

  // Used by the watch's thread only.
  private final Map<ServiceName, SliceJoin> joins = new HashMap<>();
  private final Map<ObjectName, ServiceName> owners = new HashMap<>();

  /** A store that knows nothing yet. */
  public EndpointsStore() {}

  /**
   * The current addresses of a service; none also when it does not exist, which {@link #find} tells
   * apart.
   */
  public ServiceEndpoints get(String namespace, String name) {
    return find(namespace, name)
        .orElseGet(() -> ServiceEndpoints.none(new ServiceName("", namespace, name)));
  }

  /** The current addresses of a service, maybe none; empty when it does not exist. */
  public Optional<ServiceEndpoints> find(String namespace, String name) {
    return Optional.ofNullable(services.get(new Key(namespace, name)));
  }

  /** Every existing service with its current addresses, in no order. */
  public List<ServiceEndpoints> all() {
    return List.copyOf(services.values());
  }

  /** Whether a whole state has been read: a service that is missing then does not exist. */
  public boolean isSynced() {
    return synced.getCount() == 0;
  }

  /** Waits until {@link #isSynced()}; false when it is not within the limit. */
  public boolean awaitSynced(Duration limit) throws InterruptedException {
    return synced.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Calls a listener for every change from now on.
   *
   * @return removes the listener again
   */
  public Runnable addChangeListener(ChangeListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
    return () -> listeners.remove(listener);
  }

  @Override
  public void onNotice(WatchNotice notice) {
    if (notice instanceof WatchNotice.Change change) {
      accept(change.event());
    } else if (notice instanceof WatchNotice.Synced) {
      synced.countDown();
    }
  }

  private void accept(EndpointsEvent event) {
    String namespace = event.namespace() == null ? "" : event.namespace();
    String serviceName = event.serviceName() != null ? event.serviceName() : event.name();
    ServiceName service =
        new ServiceName(event.kind(), namespace, serviceName == null ? "" : serviceName);
    ObjectName object = new ObjectName(namespace, event.name());
    ServiceName owner = owners.remove(object);
    if (owner != null && !owner.equals(service)) {
      // A slice was given to another service.
      remove(owner, event);
    }
    if (event.type() == EventType.DELETED) {
      remove(service, event);
      return;
    }
    owners.put(object, service);
    SliceJoin join = joins.computeIfAbsent(service, s -> new SliceJoin());
    join.put(service, event);
    publish(service, join);
  }

  private void remove(ServiceName service, EndpointsEvent event) {
    SliceJoin join = joins.get(service);
    if (join == null) {
      return;
    }
    join.remove(String.valueOf(event.name()));
    if (join.isEmpty()) {
      joins.remove(service);
    }
    publish(service, join);
  }

  private void publish(ServiceName service, SliceJoin join) {
    ServiceEndpoints after = join.joined(service);
    ServiceEndpoints before =
        join.isEmpty() ? services.remove(Key.of(service)) : services.put(Key.of(service), after);
    if (before == null) {
      before = ServiceEndpoints.none(service);
    }
    if (!after.equals(before)) {
      for (ChangeListener listener : listeners) {
        listener.onChange(before, after);
      }
    }
  }
}
