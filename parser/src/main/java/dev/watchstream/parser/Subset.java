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

  /**
   * A subset of these addresses.
   *
   * @param ports null if they were not read
   */
  public Subset(
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

  /** Whether the parser was asked to read {@link #ports()}. */
  public boolean hasPorts() {
    return ports != null;
  }

  /** A copy that stays valid. */
  Subset snapshot() {
    return new Subset(
        List.copyOf(addresses),
        List.copyOf(notReadyAddresses),
        List.copyOf(terminatingAddresses),
        ports == null ? null : List.copyOf(ports));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Subset subset
        && addresses.equals(subset.addresses)
        && notReadyAddresses.equals(subset.notReadyAddresses)
        && terminatingAddresses.equals(subset.terminatingAddresses)
        && Objects.equals(ports, subset.ports);
  }

  @Override
  public int hashCode() {
    return Objects.hash(addresses, notReadyAddresses, terminatingAddresses, ports);
  }

  @Override
  public String toString() {
    return addresses.size()
        + " ready, "
        + notReadyAddresses.size()
        + " not ready, "
        + terminatingAddresses.size()
        + " terminating";
  }
}
