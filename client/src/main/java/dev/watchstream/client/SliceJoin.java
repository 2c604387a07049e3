package dev.watchstream.client;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.ServiceName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The objects with one service's addresses: one Endpoints, or any number of slices. An address is
 * identified by its IP: a pod has one per IP family, and each can be connected to.
 */
final class SliceJoin {

  /** By name, so that the order of the result does not depend on that of events. */
  private final Map<String, ServiceEndpoints> objects = new TreeMap<>();

  void put(ServiceName service, EndpointsEvent event) {
    objects.put(
        String.valueOf(event.name()),
        new ServiceEndpoints(
            service, event.addresses(), event.notReadyAddresses(), event.terminatingAddresses()));
  }

  void remove(String object) {
    objects.remove(object);
  }

  boolean isEmpty() {
    return objects.isEmpty();
  }

  ServiceEndpoints joined(ServiceName service) {
    Map<String, Address> ready = new LinkedHashMap<>();
    Map<String, Address> notReady = new LinkedHashMap<>();
    Map<String, Address> terminating = new LinkedHashMap<>();
    for (ServiceEndpoints object : objects.values()) {
      addAll(ready, object.addresses());
      addAll(notReady, object.notReadyAddresses());
      addAll(terminating, object.terminatingAddresses());
    }
    notReady.keySet().removeAll(ready.keySet());
    terminating.keySet().removeAll(ready.keySet());
    terminating.keySet().removeAll(notReady.keySet());
    return new ServiceEndpoints(
        service,
        List.copyOf(ready.values()),
        List.copyOf(notReady.values()),
        List.copyOf(terminating.values()));
  }

  private static void addAll(Map<String, Address> set, List<Address> addresses) {
    for (Address address : addresses) {
      set.putIfAbsent(address.ip(), address);
    }
  }
}
