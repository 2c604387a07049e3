package dev.watchstream.parser;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Builds an event without a stream, for testing a handler or for passing events on.
 *
 * <pre>{@code
 * EndpointsEvent event =
 *     EndpointsEvent.ofEndpoints("default", "web")
 *         .type(EventType.MODIFIED)
 *         .addresses(Address.of("10.0.0.1"), Address.of("10.0.0.2"))
 *         .build();
 * }</pre>
 *
 * <p>Addresses and ports belong to the current subset, until {@link #nextSubset()}. Not
 * thread-safe.
 */
public final class EndpointsEventBuilder {

  final boolean isSlice;
  final @Nullable String namespace;
  final @Nullable String name;
  final @Nullable String serviceName;
  EventType type = EventType.ADDED;
  @Nullable String uid;
  @Nullable String resourceVersion;
  boolean isTruncated;
  final List<Address> serving = new ArrayList<>();
  Optional<AddressChanges> changes = Optional.empty();

  private final List<Subset> subsets = new ArrayList<>();

  // The current subset.
  private boolean hasSubset;
  private final List<Address> ready = new ArrayList<>();
  private final List<Address> notReady = new ArrayList<>();
  private final List<Address> terminating = new ArrayList<>();
  private @Nullable List<Port> ports;

  EndpointsEventBuilder(
      boolean isSlice,
      @Nullable String namespace,
      @Nullable String name,
      @Nullable String serviceName) {
    this.isSlice = isSlice;
    this.namespace = namespace;
    this.name = name;
    this.serviceName = serviceName;
    this.hasSubset = isSlice;
  }

  /** Copies an event, which may be a view. */
  EndpointsEventBuilder(EndpointsEvent event) {
    isSlice = event.isSlice();
    namespace = event.namespace();
    name = event.name();
    serviceName = event.serviceName();
    type = event.type();
    uid = event.uid();
    resourceVersion = event.resourceVersion();
    isTruncated = event.isTruncated();
    event.subsets().forEach(subset -> subsets.add(subset.snapshot()));
    serving.addAll(event.servingTerminatingAddresses());
    changes = event.changes();
  }

  /**
   * The event's type; ADDED unless set.
   *
   * @throws IllegalArgumentException for a type that no event of an object has: BOOKMARK, ERROR,
   *     LIST_END
   */
  public EndpointsEventBuilder type(EventType newType) {
    switch (newType) {
      case ADDED, MODIFIED, DELETED, LISTED -> type = newType;
      case BOOKMARK, ERROR, LIST_END ->
          throw new IllegalArgumentException(newType + " is not the type of an object's event");
    }
    return this;
  }

  /** The object's uid; null unless set. */
  public EndpointsEventBuilder uid(@Nullable String newUid) {
    uid = newUid;
    return this;
  }

  /** The object's resource version; null unless set. */
  public EndpointsEventBuilder resourceVersion(@Nullable String newResourceVersion) {
    resourceVersion = newResourceVersion;
    return this;
  }

  /** Whether the object says that it leaves addresses out; false unless set. */
  public EndpointsEventBuilder truncated(boolean newIsTruncated) {
    isTruncated = newIsTruncated;
    return this;
  }

  /** Adds ready addresses. */
  public EndpointsEventBuilder addresses(Address... more) {
    return add(ready, more);
  }

  /** Adds not-ready addresses. */
  public EndpointsEventBuilder notReadyAddresses(Address... more) {
    return add(notReady, more);
  }

  /**
   * Adds terminating addresses that no longer serve.
   *
   * @throws IllegalStateException for an Endpoints, which does not say which addresses are
   *     terminating
   */
  public EndpointsEventBuilder terminatingAddresses(Address... more) {
    requireSlice();
    return add(terminating, more);
  }

  /**
   * Adds terminating addresses that still serve.
   *
   * @throws IllegalStateException for an Endpoints, which does not say which addresses are
   *     terminating
   */
  public EndpointsEventBuilder servingTerminatingAddresses(Address... more) {
    requireSlice();
    serving.addAll(Arrays.asList(more));
    return add(terminating, more);
  }

  /**
   * Replaces the current subset's ports. Unless set, they are as if the parser had not been asked
   * to read them.
   */
  public EndpointsEventBuilder ports(Port... newPorts) {
    hasSubset = true;
    ports = List.of(newPorts);
    return this;
  }

  /**
   * Begins another subset, unless the current one has neither addresses nor ports.
   *
   * @throws IllegalStateException for a slice, which is one subset
   */
  public EndpointsEventBuilder nextSubset() {
    if (isSlice) {
      throw new IllegalStateException("an EndpointSlice has no subsets but itself");
    }
    if (hasSubset) {
      subsets.add(subset());
      ready.clear();
      notReady.clear();
      ports = null;
      hasSubset = false;
    }
    return this;
  }

  /** What the event changed; not known unless set. */
  public EndpointsEventBuilder changes(AddressChanges newChanges) {
    changes = Optional.of(newChanges);
    return this;
  }

  /** The event: immutable, and independent of this builder. */
  public EndpointsEvent build() {
    return new EndpointsSnapshot(this);
  }

  List<Subset> subsets() {
    List<Subset> all = new ArrayList<>(subsets);
    if (hasSubset) {
      all.add(subset());
    }
    return List.copyOf(all);
  }

  private Subset subset() {
    return new Subset(List.copyOf(ready), List.copyOf(notReady), List.copyOf(terminating), ports);
  }

  private EndpointsEventBuilder add(List<Address> list, Address... more) {
    hasSubset = true;
    list.addAll(Arrays.asList(more));
    return this;
  }

  private void requireSlice() {
    if (!isSlice) {
      throw new IllegalStateException("an Endpoints does not tell which addresses are terminating");
    }
  }
}
