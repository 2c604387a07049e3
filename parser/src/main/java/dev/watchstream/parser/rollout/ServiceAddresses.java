package dev.watchstream.parser.rollout;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.EventType;
import dev.watchstream.parser.TargetRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of one service as its objects have told them so far: one Endpoints, or all slices
 * joined. A pod that is in several subsets or slices counts once, in its best state.
 */
final class ServiceAddresses {

  /** From best to worst. */
  private enum State {
    READY,
    NOT_READY,
    TERMINATING
  }

  private record Entry(State state, Address address) {}

  /** By the name of the Endpoints or slice, then by what an address stands for. */
  private final Map<String, Map<String, Entry>> objects = new HashMap<>();

  private int ready;
  private int notReady;
  private int terminating;

  /** How many addresses, ready or not, each pod template has, in the order they were first seen. */
  private final Map<String, Integer> templates = new LinkedHashMap<>();

  /** How many of them are ready. */
  private final Map<String, Integer> readyByTemplate = new HashMap<>();

  int ready() {
    return ready;
  }

  int notReady() {
    return notReady;
  }

  int terminating() {
    return terminating;
  }

  /** The pod templates that have addresses that are ready or not, in the order first seen. */
  List<String> templates() {
    return List.copyOf(templates.keySet());
  }

  /** How many ready addresses are of other templates than this one. */
  int readyOfOthers(String template) {
    int others = 0;
    for (Map.Entry<String, Integer> entry : readyByTemplate.entrySet()) {
      others += entry.getKey().equals(template) ? 0 : entry.getValue();
    }
    return others;
  }

  /** Whether none of the service's objects exists. */
  boolean isEmpty() {
    return objects.isEmpty();
  }

  /** Takes an event's addresses for those of its object, and tells what that changes. */
  List<AddressChange> update(EndpointsEvent event) {
    String object = String.valueOf(event.name());
    Map<String, Entry> newEntries = new LinkedHashMap<>();
    if (event.type() != EventType.DELETED) {
      addAll(newEntries, event.addresses(), State.READY);
      addAll(newEntries, event.notReadyAddresses(), State.NOT_READY);
      addAll(newEntries, event.terminatingAddresses(), State.TERMINATING);
    }
    Map<String, Entry> oldEntries = objects.getOrDefault(object, Map.of());
    List<AddressChange> changes = new ArrayList<>();
    objects.remove(object);
    for (Map.Entry<String, Entry> entry : newEntries.entrySet()) {
      Entry inOthers = best(entry.getKey());
      Entry before = better(oldEntries.get(entry.getKey()), inOthers);
      change(before, better(entry.getValue(), inOthers), changes);
    }
    for (Map.Entry<String, Entry> entry : oldEntries.entrySet()) {
      if (!newEntries.containsKey(entry.getKey())) {
        Entry inOthers = best(entry.getKey());
        change(better(entry.getValue(), inOthers), inOthers, changes);
      }
    }
    if (event.type() != EventType.DELETED) {
      objects.put(object, newEntries);
    }
    return changes;
  }

  private static void addAll(Map<String, Entry> entries, List<Address> addresses, State state) {
    for (int i = 0; i < addresses.size(); i++) {
      Address address = addresses.get(i);
      entries.putIfAbsent(identity(address), new Entry(state, address));
    }
  }

  /** A pod is the same under a new IP; an address without an object behind it is its IP. */
  static String identity(Address address) {
    TargetRef target = address.targetRef();
    return target == null || target.uid() == null ? address.ip() : target.uid();
  }

  private @Nullable Entry best(String identity) {
    Entry best = null;
    for (Map<String, Entry> entries : objects.values()) {
      best = better(best, entries.get(identity));
    }
    return best;
  }

  private static @Nullable Entry better(@Nullable Entry a, @Nullable Entry b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.state.compareTo(b.state) <= 0 ? a : b;
  }

  private void change(@Nullable Entry before, @Nullable Entry after, List<AddressChange> changes) {
    State stateBefore = before == null ? null : before.state;
    State stateAfter = after == null ? null : after.state;
    if (stateBefore == stateAfter) {
      return;
    }
    if (before != null) {
      count(before, -1);
    }
    if (after != null) {
      count(after, 1);
    }
    if (after == null) {
      if (before != null) {
        changes.add(new AddressChange(AddressChange.What.GONE, before.address));
      }
      return;
    }
    boolean isNew = before == null;
    AddressChange.What what =
        switch (after.state) {
          case READY -> isNew ? AddressChange.What.APPEARED_READY : AddressChange.What.BECAME_READY;
          case NOT_READY ->
              isNew ? AddressChange.What.APPEARED_NOT_READY : AddressChange.What.BECAME_NOT_READY;
          case TERMINATING -> AddressChange.What.STARTED_TERMINATING;
        };
    changes.add(new AddressChange(what, after.address));
  }

  private void count(Entry entry, int difference) {
    switch (entry.state) {
      case READY -> ready += difference;
      case NOT_READY -> notReady += difference;
      case TERMINATING -> {
        terminating += difference;
        return;
      }
    }
    String template = PodName.templateHash(entry.address);
    if (template != null) {
      add(templates, template, difference);
      if (entry.state == State.READY) {
        add(readyByTemplate, template, difference);
      }
    }
  }

  private static void add(Map<String, Integer> counts, String template, int difference) {
    if (counts.merge(template, difference, Integer::sum) == 0) {
      counts.remove(template);
    }
  }
}
