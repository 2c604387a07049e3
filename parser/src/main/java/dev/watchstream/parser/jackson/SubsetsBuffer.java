package dev.watchstream.parser.jackson;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.Port;
import dev.watchstream.parser.Subset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The subsets of one object while it is read. Addresses lie flat, all subsets one after another; a
 * subset is a range of each list. Refilled for each event.
 */
public final class SubsetsBuffer {

  public final AddressList addresses = new AddressList();
  public final AddressList notReadyAddresses = new AddressList();
  final AddressList terminatingAddresses = new AddressList();

  /** The terminating ones that still serve: a part of {@link #terminatingAddresses}. */
  final AddressList servingAddresses = new AddressList();

  private final List<Port> ports = new ArrayList<>();

  /** Of a slice, by IP. */
  private final Map<String, List<String>> zoneHints = new HashMap<>();

  /** Where each subset begins in addresses, notReadyAddresses and ports: three ints per subset. */
  private int[] starts = new int[3];

  private int count;

  public void clear() {
    clearAddresses();
    ports.clear();
    count = 0;
  }

  /** Removes all addresses, and leaves the subsets and their ports. */
  void clearAddresses() {
    addresses.truncate(0);
    notReadyAddresses.truncate(0);
    terminatingAddresses.truncate(0);
    servingAddresses.truncate(0);
    zoneHints.clear();
  }

  public void beginSubset() {
    if (3 * count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
    }
    starts[3 * count] = addresses.size();
    starts[3 * count + 1] = notReadyAddresses.size();
    starts[3 * count + 2] = ports.size();
    count++;
  }

  public void add(Port port) {
    ports.add(port);
  }

  /** Adds the zones that an address is meant for. */
  void addZoneHints(String ip, List<String> zones) {
    zoneHints.put(ip, List.copyOf(zones));
  }

  /** Appends an address to the list that its readiness calls for. */
  public void add(Address address, Readiness readiness) {
    switch (readiness) {
      case READY -> addresses.append(address);
      case NOT_READY -> notReadyAddresses.append(address);
      case TERMINATING -> terminatingAddresses.append(address);
      case TERMINATING_SERVING -> {
        terminatingAddresses.append(address);
        servingAddresses.append(address);
      }
    }
  }

  /** Starts a pass in which {@link #replace} may be called, in the order of each list. */
  public void beginReplacing() {
    addresses.beginReplacing();
    notReadyAddresses.beginReplacing();
    terminatingAddresses.beginReplacing();
    servingAddresses.beginReplacing();
  }

  /** Replaces an address that was added by an equal one. */
  public void replace(Address address, Address equal, Readiness readiness) {
    switch (readiness) {
      case READY -> addresses.replace(address, equal);
      case NOT_READY -> notReadyAddresses.replace(address, equal);
      case TERMINATING -> terminatingAddresses.replace(address, equal);
      case TERMINATING_SERVING -> {
        terminatingAddresses.replace(address, equal);
        servingAddresses.replace(address, equal);
      }
    }
  }

  /** Removes the addresses of the subset that is being read: the key was repeated. */
  void clearAddressesOfSubset() {
    addresses.truncate(starts[3 * count - 3]);
  }

  /** Removes the not-ready addresses of the subset that is being read. */
  void clearNotReadyAddressesOfSubset() {
    notReadyAddresses.truncate(starts[3 * count - 2]);
  }

  /** Removes the ports of the subset that is being read. */
  void clearPortsOfSubset() {
    ports.subList(starts[3 * count - 1], ports.size()).clear();
  }

  List<Subset> subsets(boolean withPorts, boolean withZoneHints) {
    List<Subset> subsets = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      boolean last = i == count - 1;
      int next = 3 * (i + 1);
      subsets.add(
          new Subset(
              addresses.subList(starts[3 * i], last ? addresses.size() : starts[next]),
              notReadyAddresses.subList(
                  starts[3 * i + 1], last ? notReadyAddresses.size() : starts[next + 1]),
              terminatingAddresses,
              withPorts
                  ? Collections.unmodifiableList(
                      ports.subList(starts[3 * i + 2], last ? ports.size() : starts[next + 2]))
                  : null,
              withZoneHints ? Collections.unmodifiableMap(zoneHints) : null));
    }
    return List.copyOf(subsets);
  }
}
