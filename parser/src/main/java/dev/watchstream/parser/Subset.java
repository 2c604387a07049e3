package dev.watchstream.parser;

import java.util.List;
import java.util.Map;
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
  private final @Nullable Map<String, List<String>> zoneHints;

  /**
   * A subset of these addresses. The lists are not copied.
   *
   * @param ports null if they were not read
   */
  public Subset(
      List<Address> addresses,
      List<Address> notReadyAddresses,
      List<Address> terminatingAddresses,
      @Nullable List<Port> ports) {
    this(addresses, notReadyAddresses, terminatingAddresses, ports, null);
  }

  /**
   * A subset of these addresses. The lists are not copied.
   *
   * @param ports null if they were not read
   * @param zoneHints null if they were not read
   */
  public Subset(
      List<Address> addresses,
      List<Address> notReadyAddresses,
      List<Address> terminatingAddresses,
      @Nullable List<Port> ports,
      @Nullable Map<String, List<String>> zoneHints) {
    this.addresses = addresses;
    this.notReadyAddresses = notReadyAddresses;
    this.terminatingAddresses = terminatingAddresses;
    this.ports = ports;
    this.zoneHints = zoneHints;
  }

  /** The ready addresses. */
  public List<Address> addresses() {
    return addresses;
  }

  /** The addresses that are neither ready nor terminating. */
  public List<Address> notReadyAddresses() {
    return notReadyAddresses;
  }

  /** The addresses that are not ready and terminating: none for Endpoints, which do not say. */
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

  /**
   * For each address, by its {@link Address#ip()}, the zones whose clients are to be sent to it:
   * {@code hints.forZones} of an EndpointSlice. An address without hints, to which any client may
   * be sent, is not in the map.
   *
   * @throws IllegalStateException if the parser was not asked to read them
   * @see <a
   *     href="https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoint-slice-v1/">
   *     EndpointSlice</a>
   */
  public Map<String, List<String>> zoneHints() {
    if (zoneHints == null) {
      throw new IllegalStateException(
          "zone hints were not read: ask for them with ParserOptions.withReadZoneHints(true)");
    }
    return zoneHints;
  }

  /** Whether the parser was asked to read {@link #zoneHints()}. */
  public boolean hasZoneHints() {
    return zoneHints != null;
  }

  /** An immutable copy, which stays valid. */
  Subset snapshot() {
    return new Subset(
        List.copyOf(addresses),
        List.copyOf(notReadyAddresses),
        List.copyOf(terminatingAddresses),
        ports == null ? null : List.copyOf(ports),
        zoneHints == null ? null : Map.copyOf(zoneHints));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Subset subset
        && addresses.equals(subset.addresses)
        && notReadyAddresses.equals(subset.notReadyAddresses)
        && terminatingAddresses.equals(subset.terminatingAddresses)
        && Objects.equals(ports, subset.ports)
        && Objects.equals(zoneHints, subset.zoneHints);
  }

  @Override
  public int hashCode() {
    return Objects.hash(addresses, notReadyAddresses, terminatingAddresses, ports, zoneHints);
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
