package dev.watchstream.parser;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that share a set of ports. An EndpointSlice is read as one subset. The lists are views,
 * valid as long as the event they come from.
 */
public final class Subset {

  private final List<Address> addresses;
  private final List<Address> notReadyAddresses;
  private final List<Address> terminatingAddresses;
  private final @Nullable List<Port> ports;

  Subset(
      List<Address> addresses,
      List<Address> notReadyAddresses,
      List<Address> terminatingAddresses,
      @Nullable List<Port> ports) {
    this.addresses = addresses;
    this.notReadyAddresses = notReadyAddresses;
    this.terminatingAddresses = terminatingAddresses;
    this.ports = ports;
  }

  /** Those that are ready. */
  public List<Address> addresses() {
    return addresses;
  }

  /** Those that are not ready and not terminating. */
  public List<Address> notReadyAddresses() {
    return notReadyAddresses;
  }

  /** Those that are not ready and terminating: none for Endpoints, which do not tell them. */
  public List<Address> terminatingAddresses() {
    return terminatingAddresses;
  }

  /**
   * The ports.
   *
   * @throws IllegalStateException if the parser was not asked to read them
   */
  public List<Port> ports() {
    if (ports == null) {
      throw new IllegalStateException(
          "ports were not read: ask for them with ParserOptions.withReadPorts(true)");
    }
    return ports;
  }

  /** Whether another one says the same. */
  boolean hasSame(Subset other) {
    return addresses.equals(other.addresses)
        && notReadyAddresses.equals(other.notReadyAddresses)
        && terminatingAddresses.equals(other.terminatingAddresses)
        && Objects.equals(ports, other.ports);
  }
}
