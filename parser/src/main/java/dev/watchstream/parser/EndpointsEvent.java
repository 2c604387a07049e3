package dev.watchstream.parser;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event says of one Endpoints or one EndpointSlice: ADDED, MODIFIED, DELETED or LISTED.
 *
 * <p>A view: the event and the lists it hands out are valid until the next event, and are not to be
 * touched by another thread. The addresses in the lists are immutable and may be kept; {@link
 * #snapshot()} copies the whole event.
 *
 * <p>A slice is never the whole set of its service: group slices by namespace and {@link
 * #serviceName()}. An endpoint may be in two slices at once.
 */
public final class EndpointsEvent implements WatchEvent {

  private EventType type = EventType.LISTED;
  private boolean isSlice;
  private Metadata metadata = new Metadata();
  private SubsetsBuffer subsets = new SubsetsBuffer();
  private boolean hasPorts;
  private @Nullable Differences differences;
  private @Nullable AddressChanges changes;

  EndpointsEvent() {}

  void set(
      EventType newType,
      boolean newIsSlice,
      Metadata newMetadata,
      SubsetsBuffer newSubsets,
      boolean newHasPorts,
      @Nullable Differences newDifferences) {
    type = newType;
    isSlice = newIsSlice;
    metadata = newMetadata;
    subsets = newSubsets;
    hasPorts = newHasPorts;
    setDifferences(newDifferences);
  }

  void setDifferences(@Nullable Differences newDifferences) {
    differences = newDifferences;
    changes = null;
  }

  Metadata metadata() {
    return metadata;
  }

  SubsetsBuffer buffer() {
    return subsets;
  }

  /** ADDED, MODIFIED, DELETED or LISTED. */
  @Override
  public EventType type() {
    return type;
  }

  /** {@code Endpoints} or {@code EndpointSlice}. */
  public String kind() {
    return isSlice ? Kind.ENDPOINT_SLICE : Kind.ENDPOINTS;
  }

  /** Whether this is one slice of a service rather than the whole of it. */
  public boolean isSlice() {
    return isSlice;
  }

  /** The object's namespace, or null where the object names none. */
  public @Nullable String namespace() {
    return metadata.namespace;
  }

  /** The object's name, or null where the object names none. */
  public @Nullable String name() {
    return metadata.name;
  }

  /** The object's uid: another one under the same name means deleted and created again. */
  public @Nullable String uid() {
    return metadata.uid;
  }

  @Override
  public @Nullable String resourceVersion() {
    return metadata.resourceVersion.value();
  }

  /**
   * The service these addresses belong to: an Endpoints has its service's name; a slice says it in
   * the label {@code kubernetes.io/service-name}. Null where it does not.
   */
  public @Nullable String serviceName() {
    return isSlice ? metadata.serviceName : metadata.name;
  }

  /**
   * The ready addresses of all subsets, in wire order. For a slice: those whose condition {@code
   * ready} is true or not set, which the API says means true.
   */
  public List<Address> addresses() {
    return subsets.addresses;
  }

  /**
   * The not-ready addresses of all subsets, in wire order. For a slice: {@code ready} is false and
   * {@code terminating} is not true.
   */
  public List<Address> notReadyAddresses() {
    return subsets.notReadyAddresses;
  }

  /** A slice's endpoints whose {@code ready} is false and {@code terminating} is true. */
  public List<Address> terminatingAddresses() {
    return subsets.terminatingAddresses;
  }

  /**
   * Those of {@link #terminatingAddresses()} that still serve: condition {@code serving} is true.
   */
  public List<Address> servingTerminatingAddresses() {
    return subsets.servingAddresses;
  }

  /**
   * What this event changed in the addresses of its object; null when that is not known: for the
   * first event of an object or of a new one under its name, for items of a list, for an object
   * that was not remembered ({@link ParserOptions#maxRecalledBytes()}), and from the plain reader,
   * which remembers none. {@link AddressChanges#isEmpty()} costs nothing when nothing changed.
   */
  public @Nullable AddressChanges changes() {
    if (changes == null && differences != null) {
      changes = differences.changes();
    }
    return changes;
  }

  /**
   * The same addresses, subset by subset, with their ports if they were read. Each call makes new
   * views; what needs no ports is better served by {@link #addresses()}.
   */
  public List<Subset> subsets() {
    return subsets.subsets(hasPorts);
  }

  /** A copy that stays valid. */
  public EndpointsEvent snapshot() {
    EndpointsEvent copy = new EndpointsEvent();
    copy.set(type, isSlice, metadata.copy(), subsets.copy(), hasPorts, null);
    copy.changes = changes();
    return copy;
  }

  @Override
  public String toString() {
    return type
        + " "
        + kind()
        + " "
        + namespace()
        + "/"
        + name()
        + " "
        + resourceVersion()
        + ": "
        + addresses().size()
        + " ready, "
        + notReadyAddresses().size()
        + " not ready, "
        + terminatingAddresses().size()
        + " terminating";
  }
}
