package dev.watchstream.parser;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An address of a subset, or an endpoint of a slice, while its members come in. */
final class EndpointDraft {

  /** The {@code ip} of an address, or the {@code addresses} of an endpoint. */
  final List<String> ips = new ArrayList<>(1);

  @Nullable String hostname;
  @Nullable String nodeName;
  @Nullable String zone;

  // Conditions; null stands for unknown, which is not the same as false.
  @Nullable Boolean ready;
  @Nullable Boolean serving;
  @Nullable Boolean terminating;

  @Nullable String targetKind;
  @Nullable String targetNamespace;
  @Nullable String targetName;
  @Nullable String targetUid;

  void clear() {
    ips.clear();
    hostname = null;
    nodeName = null;
    zone = null;
    clearConditions();
    clearTarget();
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

  /**
   * Adds an endpoint to where its conditions say it belongs. Not knowing {@code ready} means ready;
   * not knowing {@code serving} means the same as {@code ready}, as the API reference says of both.
   */
  void addTo(SubsetsBuffer slice) {
    if (!Boolean.FALSE.equals(ready)) {
      addTo(slice.addresses);
    } else if (!Boolean.TRUE.equals(terminating)) {
      addTo(slice.notReadyAddresses);
    } else {
      AddressList list = slice.terminatingAddresses;
      int from = list.size();
      addTo(list);
      if (Boolean.TRUE.equals(serving)) {
        for (int i = from; i < list.size(); i++) {
          slice.servingAddresses.append(list.get(i));
        }
      }
    }
  }

  private @Nullable TargetRef targetRef() {
    return targetKind == null && targetNamespace == null && targetName == null && targetUid == null
        ? null
        : new TargetRef(targetKind, targetNamespace, targetName, targetUid);
  }
}
