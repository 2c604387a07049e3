package dev.watchstream.parser;

import org.jspecify.annotations.Nullable;

/**
 * A service, as told by one kind of object: a service's Endpoints and its EndpointSlices say the
 * same twice, and are told apart.
 *
 * @param kind {@code Endpoints} or {@code EndpointSlice}
 * @param namespace its namespace; empty where the objects name none
 * @param name its name; for a slice without the label {@code kubernetes.io/service-name} its own
 */
public record ServiceName(String kind, String namespace, String name) {

  /** The service whose addresses an event tells. */
  public static ServiceName of(EndpointsEvent event) {
    String name = event.serviceName() != null ? event.serviceName() : event.name();
    return new ServiceName(event.kind(), orEmpty(event.namespace()), orEmpty(name));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** {@code namespace/name}. */
  @Override
  public String toString() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }
}
