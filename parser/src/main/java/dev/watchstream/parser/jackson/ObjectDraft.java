package dev.watchstream.parser.jackson;

import dev.watchstream.parser.UnexpectedDataException;
import dev.watchstream.parser.WatchStreamException.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known so far of an object that is being read. JSON members have no order: the addresses
 * may come before the kind that gives them a meaning. So the members of each kind are kept apart,
 * and what the object is, is decided at its end. Refilled for each object.
 */
final class ObjectDraft {

  /** An error if the object turns out to be of a kind that has {@code member}. */
  private record Fault(Field member, String what, String path, long offset) {}

  @Nullable String kind;
  @Nullable String apiVersion;
  final Metadata metadata = new Metadata();

  /** What an Endpoints says. */
  final SubsetsBuffer subsets = new SubsetsBuffer();

  /** What an EndpointSlice says, as one subset. */
  final SubsetsBuffer slice = new SubsetsBuffer();

  // What a Status says.
  int code;
  int retryAfterSeconds;
  @Nullable String reason;
  @Nullable String message;

  /** Members seen that tell one kind from another. */
  boolean hasSubsets;

  boolean hasEndpoints;

  private final List<Fault> faults = new ArrayList<>(0);

  void clear() {
    kind = null;
    apiVersion = null;
    metadata.clear();
    subsets.clear();
    slice.clear();
    slice.beginSubset();
    code = 0;
    retryAfterSeconds = 0;
    reason = null;
    message = null;
    hasSubsets = false;
    hasEndpoints = false;
    faults.clear();
  }

  /** Notes the first fault of each member; the later ones follow from it or are less telling. */
  void fault(Field member, String what, String path, long offset) {
    for (Fault fault : faults) {
      if (fault.member == member) {
        return;
      }
    }
    faults.add(new Fault(member, what, path, offset));
  }

  /** Throws the first fault that concerns an object of this kind; the event has that number. */
  void throwFaultOf(String ownKind, long eventNumber) {
    // By index: there are hardly ever any, and an iterator would be an event's only garbage.
    for (int i = 0; i < faults.size(); i++) {
      Fault fault = faults.get(i);
      String onlyKind = fault.member.onlyKind;
      if (onlyKind == null ? !ownKind.equals(Kind.WATCH_EVENT) : onlyKind.equals(ownKind)) {
        throw new UnexpectedDataException(
            fault.what, fault.path, new Place(eventNumber, fault.offset));
      }
    }
  }

  /** The kind that the object's members tell of; null where they do not, or tell of two. */
  @Nullable String kindByMembers() {
    if (hasSubsets == hasEndpoints) {
      return null;
    }
    return hasSubsets ? Kind.ENDPOINTS : Kind.ENDPOINT_SLICE;
  }
}
