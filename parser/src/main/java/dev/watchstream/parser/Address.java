package dev.watchstream.parser;

import org.jspecify.annotations.Nullable;

/**
 * One address of an Endpoints subset, or of an EndpointSlice's endpoint. Immutable and safe to
 * keep.
 *
 * @param ip the IP, or for a slice of address type FQDN the name; never empty
 * @param hostname the pod's hostname where it has one of its own, or null
 * @param nodeName the node, or null
 * @param zone the zone (EndpointSlices only), or null
 * @param targetRef the object behind the address, or null
 */
public record Address(
    String ip,
    @Nullable String hostname,
    @Nullable String nodeName,
    @Nullable String zone,
    @Nullable TargetRef targetRef) {

  /** An address of which only the IP is known. */
  public static Address of(String ip) {
    return new Address(ip, null, null, null, null);
  }

  /** A copy with this node name; null for none. */
  public Address withNodeName(@Nullable String newNodeName) {
    return new Address(ip, hostname, newNodeName, zone, targetRef);
  }

  /** A copy with this zone; null for none. */
  public Address withZone(@Nullable String newZone) {
    return new Address(ip, hostname, nodeName, newZone, targetRef);
  }

  /** A copy with this object behind it; null for none. */
  public Address withTargetRef(@Nullable TargetRef newTargetRef) {
    return new Address(ip, hostname, nodeName, zone, newTargetRef);
  }
}
