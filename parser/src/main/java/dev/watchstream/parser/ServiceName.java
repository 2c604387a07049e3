package dev.watchstream.parser;

import org.jspecify.annotations.Nullable;

/**
 * A service as one kind of object describes it. A service's Endpoints and its EndpointSlices hold
 * the same addresses twice, so the kind keeps them apart.
 *
 * @param kind {@code Endpoints} or {@code EndpointSlice}
 * @param namespace its namespace; empty where the objects name none
 * @param name its name; for a slice without the label {@code kubernetes.io/service-name} the
 *     slice's own
 */
public record ServiceName(String kind, String namespace, String name) {

  /** The service whose addresses an event has. */
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
