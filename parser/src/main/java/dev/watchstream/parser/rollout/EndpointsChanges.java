package dev.watchstream.parser.rollout;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.AddressChanges;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.EventType;
import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.rollout.EndpointsChange.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link EndpointsChange}s from the events of one parser, which must be given completely and
 * in order. A change has only what the event changed if {@link EndpointsEvent#changes()} is known,
 * and otherwise all addresses.
 *
 * <p>Not thread-safe. Keeps the names of each object that was seen and not deleted, and of its
 * service.
 */
public final class EndpointsChanges {

  private static final List<AddressState> LISTS =
      List.of(AddressState.READY, AddressState.NOT_READY, AddressState.TERMINATING);

  private record ObjectKey(String kind, String namespace, String name) {}

  /** The service of each object. */
  private final Map<ObjectKey, ServiceName> told = new HashMap<>();

  private @Nullable EndpointsChange left;
  private long eventCount;
  private int gaps;

  /** For a stream from its beginning. */
  public EndpointsChanges() {
    this(0, 0);
  }

  /**
   * For a stream that continues where another one ended.
   *
   * @param eventCount the number of earlier events
   * @param gaps the number of places so far where events are missing
   */
  public EndpointsChanges(long eventCount, int gaps) {
    this.eventCount = eventCount;
    this.gaps = gaps;
  }

  /** Takes the stream's next event, whose time is not known. */
  public @Nullable EndpointsChange accept(StreamEvent event) {
    return accept(event, null);
  }

  /**
   * Takes the stream's next event.
   *
   * @param time when it arrived, or null
   * @return what it changed; null for an event without addresses: a bookmark, a Status, the end of
   *     a list
   */
  public @Nullable EndpointsChange accept(StreamEvent event, @Nullable Duration time) {
    if (!(event instanceof EndpointsEvent endpoints)) {
      left = null;
      eventCount++;
      return null;
    }
    return accept(endpoints, time, false);
  }

  private EndpointsChange accept(EndpointsEvent event, @Nullable Duration time, boolean isWhole) {
    ServiceName service = ServiceName.of(event);
    String name = String.valueOf(event.name());
    // Objects without a name are kept apart by their services; no name has a slash.
    String id = event.name() == null ? service.name() + "/" : name;
    ObjectKey key = new ObjectKey(service.kind(), service.namespace(), id);
    boolean isDelete = event.type() == EventType.DELETED;
    ServiceName before = isDelete ? told.remove(key) : told.put(key, service);
    boolean isSame = service.equals(before);
    AddressChanges changes = isWhole || isDelete || !isSame ? null : event.changes().orElse(null);
    left =
        before == null || isSame
            ? null
            : new EndpointsChange(
                before, name, EventType.DELETED, eventCount, time, gaps, true, List.of());
    List<Entry> entries = changes == null ? all(event) : changed(event, changes);
    return new EndpointsChange(
        service, name, event.type(), eventCount++, time, gaps, changes == null, entries);
  }

  /**
   * What the event that was taken last changed in another service: a slice whose label {@code
   * kubernetes.io/service-name} was changed is deleted from the service that it named before. To be
   * taken before the change that the event returned; null for almost every event.
   */
  public @Nullable EndpointsChange left() {
    return left;
  }

  /** Notes that events of the stream are missing before the next one. */
  public void gap() {
    gaps++;
  }

  /** How many events were taken so far, of whatever type. */
  public long eventCount() {
    return eventCount;
  }

  /** The number of places so far where events are missing. */
  public int gaps() {
    return gaps;
  }

  /**
   * Takes the next event with all of its addresses, whatever came before. For callers that do not
   * see every event of a parser, such as a listener of a watch that leaves out repeats.
   */
  public EndpointsChange acceptWhole(EndpointsEvent event, @Nullable Duration time) {
    return accept(event, time, true);
  }

  private static List<Entry> all(EndpointsEvent event) {
    if (event.type() == EventType.DELETED) {
      return List.of(); // what it lists was its last state
    }
    List<Entry> entries = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (AddressState state : LISTS) {
      List<Address> addresses = list(event, state);
      for (int i = 0; i < addresses.size(); i++) {
        if (seen.add(Pod.identity(addresses.get(i)))) {
          entries.add(new Entry(state, addresses.get(i)));
        }
      }
    }
    return entries;
  }

  /**
   * A pod may be in several subsets, or under a new address, so what changed is looked up in the
   * lists: one pass over them, which allocates nothing for unchanged addresses.
   */
  private static List<Entry> changed(EndpointsEvent event, AddressChanges changes) {
    if (changes.isEmpty()) {
      return List.of();
    }
    Map<String, Address> open = new HashMap<>();
    // A set of the lowest six bits of their hashes, so that few addresses need to be looked up.
    long hashes = 0;
    for (List<Address> list :
        List.of(
            changes.gone(),
            changes.appeared(),
            changes.becameReady(),
            changes.becameNotReady(),
            changes.becameTerminating())) {
      for (Address address : list) {
        String identity = Pod.identity(address);
        open.put(identity, address);
        hashes |= 1L << identity.hashCode();
      }
    }
    List<Entry> entries = new ArrayList<>(open.size());
    for (AddressState state : LISTS) {
      List<Address> addresses = list(event, state);
      for (int i = 0; i < addresses.size() && !open.isEmpty(); i++) {
        String identity = Pod.identity(addresses.get(i));
        boolean mayBeOpen = (hashes >>> identity.hashCode() & 1) != 0;
        if (mayBeOpen && open.remove(identity) != null) {
          entries.add(new Entry(state, addresses.get(i)));
        }
      }
    }
    List<Address> gone = new ArrayList<>(open.values());
    Collections.sort(gone, Pod.BY_NAME);
    gone.forEach(address -> entries.add(new Entry(AddressState.GONE, address)));
    return entries;
  }

  private static List<Address> list(EndpointsEvent event, AddressState state) {
    return switch (state) {
      case READY -> event.addresses();
      case NOT_READY -> event.notReadyAddresses();
      case TERMINATING -> event.terminatingAddresses();
      case GONE -> List.of();
    };
  }
}
