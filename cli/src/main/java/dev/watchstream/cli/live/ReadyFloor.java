package dev.watchstream.cli.live;

import dev.watchstream.client.EndpointsStore;
import dev.watchstream.client.ServiceEndpoints;
import dev.watchstream.client.WatchListener;
import dev.watchstream.client.WatchNotice;

/**
 * Ends a watch as soon as a service that exists has too few ready addresses, by throwing {@link
 * Broken}. The initial state is checked once it is complete.
 */
public final class ReadyFloor implements WatchListener {

  /** A service has too few ready addresses. */
  public static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(String message) {
      super(message);
    }
  }

  private final int floor;
  private final EndpointsStore store = new EndpointsStore();

  public ReadyFloor(int floor) {
    this.floor = floor;
    store.addChangeListener((before, now) -> changed(now));
  }

  @Override
  public void onNotice(WatchNotice notice) {
    boolean wasSynced = store.isSynced();
    store.onNotice(notice);
    if (!wasSynced && store.isSynced()) {
      store.all().forEach(this::require);
    }
  }

  /** Whether the initial state is complete, and was checked. */
  public boolean hasJudged() {
    return store.isSynced();
  }

  private void changed(ServiceEndpoints service) {
    boolean exists = store.get(service.name().namespace(), service.name().name()).exists();
    if (store.isSynced() && exists) {
      require(service);
    }
  }

  private void require(ServiceEndpoints service) {
    int ready = service.addresses().size();
    if (ready < floor) {
      throw new Broken(service.name() + ": " + ready + " ready, fewer than " + floor);
    }
  }
}
