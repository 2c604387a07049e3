package dev.watchstream.parser.jackson;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.AddressChanges;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.EventType;
import dev.watchstream.parser.Subset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An event that is a view of the reader's buffers. Refilled for each event. */
public final class EndpointsView extends EndpointsEvent {

  /** Knows what an event changed. */
  @FunctionalInterface
  public interface ChangesSource {

    /** What the event changed; empty where there was no previous event to compare with. */
    Optional<AddressChanges> changes();
  }

  private static final ChangesSource UNKNOWN = Optional::empty;

  private final boolean hasZoneHints;

  private EventType type = EventType.LISTED;
  private boolean isSlice;
  private Metadata metadata = new Metadata();
  private SubsetsBuffer subsets = new SubsetsBuffer();
  private boolean hasPorts;
  private ChangesSource changesSource = UNKNOWN;

  private Optional<AddressChanges> changes = Optional.empty();
  private boolean isAsked;

  /** For a reader that skips the hints of an EndpointSlice. */
  public EndpointsView() {
    this(false);
  }

  EndpointsView(boolean hasZoneHints) {
    this.hasZoneHints = hasZoneHints;
  }

  public void set(
      EventType newType,
      boolean newIsSlice,
      Metadata newMetadata,
      SubsetsBuffer newSubsets,
      boolean newHasPorts) {
    type = newType;
    isSlice = newIsSlice;
    metadata = newMetadata;
    subsets = newSubsets;
    hasPorts = newHasPorts;
    setChanges(UNKNOWN);
  }

  public void setChanges(ChangesSource newChangesSource) {
    changesSource = newChangesSource;
    isAsked = false;
  }

  /** The addresses that the event shows. */
  public SubsetsBuffer buffer() {
    return subsets;
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
    return metadata.namespace;
  }

  @Override
  public @Nullable String name() {
    return metadata.name;
  }

  @Override
  public @Nullable String uid() {
    return metadata.uid;
  }

  @Override
  public @Nullable String resourceVersion() {
    return metadata.resourceVersion.value();
  }

  @Override
  public @Nullable String serviceName() {
    return isSlice ? metadata.serviceName : metadata.name;
  }

  @Override
  public boolean isTruncated() {
    return metadata.isTruncated;
  }

  @Override
  public List<Address> addresses() {
    return subsets.addresses;
  }

  @Override
  public List<Address> notReadyAddresses() {
    return subsets.notReadyAddresses;
  }

  @Override
  public List<Address> terminatingAddresses() {
    return subsets.terminatingAddresses;
  }

  @Override
  public List<Address> servingTerminatingAddresses() {
    return subsets.servingAddresses;
  }

  @Override
  public Optional<AddressChanges> changes() {
    if (!isAsked) {
      changes = changesSource.changes();
      isAsked = true;
    }
    return changes;
  }

  @Override
  public List<Subset> subsets() {
    return subsets.subsets(hasPorts, hasZoneHints);
  }
}
