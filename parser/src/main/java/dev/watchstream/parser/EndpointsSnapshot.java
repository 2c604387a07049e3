package dev.watchstream.parser;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An event that stays valid. */
final class EndpointsSnapshot extends EndpointsEvent {

  private final EventType type;
  private final boolean isSlice;
  private final @Nullable String namespace;
  private final @Nullable String name;
  private final @Nullable String uid;
  private final @Nullable String resourceVersion;
  private final @Nullable String serviceName;
  private final boolean isTruncated;
  private final List<Address> addresses;
  private final List<Address> notReadyAddresses;
  private final List<Address> terminatingAddresses;
  private final List<Address> servingTerminatingAddresses;
  private final List<Subset> subsets;
  private final Optional<AddressChanges> changes;

  EndpointsSnapshot(EndpointsEventBuilder event) {
    type = event.type;
    isSlice = event.isSlice;
    namespace = event.namespace;
    name = event.name;
    uid = event.uid;
    resourceVersion = event.resourceVersion;
    serviceName = event.serviceName;
    isTruncated = event.isTruncated;
    subsets = event.subsets();
    addresses = all(Subset::addresses);
    notReadyAddresses = all(Subset::notReadyAddresses);
    terminatingAddresses = all(Subset::terminatingAddresses);
    servingTerminatingAddresses = List.copyOf(event.serving);
    changes = event.changes;
  }

  private List<Address> all(Function<Subset, List<Address>> list) {
    return subsets.stream().map(list).flatMap(List::stream).toList();
  }

  @Override
  public EventType type() {
    return type;
  }

  @Override
  public boolean isSlice() {
    return isSlice;
  }

  @Override
  public @Nullable String namespace() {
    return namespace;
  }

  @Override
  public @Nullable String name() {
    return name;
  }

  @Override
  public @Nullable String uid() {
    return uid;
  }

  @Override
  public @Nullable String resourceVersion() {
    return resourceVersion;
  }

  @Override
  public @Nullable String serviceName() {
    return serviceName;
  }

  @Override
  public boolean isTruncated() {
    return isTruncated;
  }

  @Override
  public List<Address> addresses() {
    return addresses;
  }

  @Override
  public List<Address> notReadyAddresses() {
    return notReadyAddresses;
  }

  @Override
  public List<Address> terminatingAddresses() {
    return terminatingAddresses;
  }

  @Override
  public List<Address> servingTerminatingAddresses() {
    return servingTerminatingAddresses;
  }

  @Override
  public Optional<AddressChanges> changes() {
    return changes;
  }

  @Override
  public List<Subset> subsets() {
    return subsets;
  }

  @Override
  public EndpointsEvent snapshot() {
    return this;
  }
}
