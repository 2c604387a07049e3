package dev.watchstream.parser.jackson;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.TargetRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An address of a subset, or an endpoint of a slice, while its members are read. */
public final class EndpointDraft {

  /** The {@code ip} of an address, or the {@code addresses} of an endpoint. */
  final List<String> ips = new ArrayList<>(1);

  /** The zones of its {@code hints}. */
  final List<String> forZones = new ArrayList<>(1);

  @Nullable String hostname;
  @Nullable String nodeName;
  @Nullable String zone;
  @Nullable String topologyNode;
  @Nullable String topologyZone;

  // Conditions; null stands for unknown, which is not the same as false.
  public @Nullable Boolean ready;
  public @Nullable Boolean serving;
  public @Nullable Boolean terminating;

  @Nullable String targetKind;
  @Nullable String targetNamespace;
  @Nullable String targetName;
  @Nullable String targetUid;

  void clear() {
    ips.clear();
    hostname = null;
    nodeName = null;
    zone = null;
    forZones.clear();
    clearTopology();
    clearConditions();
    clearTarget();
  }

  void clearTopology() {
    topologyNode = null;
    topologyZone = null;
  }

  void clearConditions() {
    ready = null;
    serving = null;
    terminating = null;
  }

  void clearTarget() {
    targetKind = null;
    targetNamespace = null;
    targetName = null;
    targetUid = null;
  }

  void addTo(AddressList list) {
    TargetRef targetRef = targetRef();
    for (int i = 0; i < ips.size(); i++) {
      list.append(new Address(ips.get(i), hostname, nodeName, zone, targetRef));
    }
  }

  /** Adds an endpoint's addresses to the lists that its conditions call for. */
  void addTo(SubsetsBuffer slice) {
    Readiness readiness = readiness();
    TargetRef targetRef = targetRef();
    String node = nodeName != null ? nodeName : topologyNode;
    String itsZone = zone != null ? zone : topologyZone;
    for (int i = 0; i < ips.size(); i++) {
      slice.add(new Address(ips.get(i), hostname, node, itsZone, targetRef), readiness);
      if (!forZones.isEmpty()) {
        slice.addZoneHints(ips.get(i), forZones);
      }
    }
  }

  /**
   * What an endpoint's conditions say. An unknown {@code ready} means ready, and an unknown {@code
   * serving} means the same as {@code ready}, as the API reference says.
   */
  public Readiness readiness() {
    if (!Boolean.FALSE.equals(ready)) {
      return Readiness.READY;
    }
    if (!Boolean.TRUE.equals(terminating)) {
      return Readiness.NOT_READY;
    }
    return Boolean.TRUE.equals(serving) ? Readiness.TERMINATING_SERVING : Readiness.TERMINATING;
  }

  private @Nullable TargetRef targetRef() {
    return targetKind == null && targetNamespace == null && targetName == null && targetUid == null
        ? null
        : new TargetRef(targetKind, targetNamespace, targetName, targetUid);
  }
}
