package dev.watchstream.client;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.ServiceName;
import java.util.List;

/**
 * The addresses of a service at one moment: of its Endpoints, or of all its EndpointSlices joined.
 * Immutable. An address is listed once, in its best state, however many subsets or slices it is in.
 *
 * @param name the service
 * @param addresses those that are ready
 * @param notReadyAddresses those that are neither ready nor terminating
 * @param terminatingAddresses those that are not ready and terminating; none for Endpoints, which
 *     do not say
 */
public record ServiceEndpoints(
    ServiceName name,
    List<Address> addresses,
    List<Address> notReadyAddresses,
    List<Address> terminatingAddresses) {

  public ServiceEndpoints {
    addresses = List.copyOf(addresses);
    notReadyAddresses = List.copyOf(notReadyAddresses);
    terminatingAddresses = List.copyOf(terminatingAddresses);
  }

  /** Whether the service had an object; no kind is known of one that had none. */
  public boolean exists() {
    return !name.kind().isEmpty();
  }

  /** A service that has no address, or does not exist. */
  static ServiceEndpoints none(ServiceName name) {
    return new ServiceEndpoints(name, List.of(), List.of(), List.of());
  }
}
