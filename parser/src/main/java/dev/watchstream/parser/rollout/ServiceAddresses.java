package dev.watchstream.parser.rollout;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.EventType;
import dev.watchstream.parser.rollout.EndpointsChange.Entry;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of one service, from all of its objects so far: one Endpoints, or all slices
 * joined. A pod that is in several subsets or slices counts once, in its best state.
 */
final class ServiceAddresses {

  /** A change and its pod. */
  record PodChange(AddressChange change, Pod pod) {}

  /** How many addresses of a template there are, ready or not, and how many of them are ready. */
  private static final class TemplateCount {
    private int all;
    private int ready;
  }

  /** The state of each identity in each Endpoints or slice. */
  private final Map<String, Map<String, AddressState>> objects = new LinkedHashMap<>();

  /** By identity. */
  private final Map<String, Pod> pods = new LinkedHashMap<>();

  /**
   * The templates with ready or not-ready addresses, in the order in which they were first seen.
   */
  private final Map<String, TemplateCount> templates = new LinkedHashMap<>();

  private final StateCounts counts = new StateCounts();

  int ready() {
    return counts.ready;
  }

  int notReady() {
    return counts.notReady;
  }

  int terminating() {
    return counts.terminating;
  }

  /** The pod templates with ready or not-ready addresses, in the order first seen. */
  List<String> templates() {
    return List.copyOf(templates.keySet());
  }

  boolean hasTemplate(String template) {
    return templates.containsKey(template);
  }

  boolean hasOnlyTemplate(String template) {
    return templates.size() == 1 && templates.containsKey(template);
  }

  int ofTemplate(String template) {
    TemplateCount count = templates.get(template);
    return count == null ? 0 : count.all;
  }

  /** How many ready addresses are of other templates than this one. */
  int readyOfOthers(String template) {
    int others = 0;
    for (Map.Entry<String, TemplateCount> entry : templates.entrySet()) {
      others += entry.getKey().equals(template) ? 0 : entry.getValue().ready;
    }
    return others;
  }

  /** Whether none of the service's objects exists. */
  boolean isEmpty() {
    return objects.isEmpty();
  }

  /** The pods that are there, in the order in which they appeared. */
  Iterable<Pod> pods() {
    return pods.values();
  }

  /**
   * Takes what an event changed in one object, and returns what that changes for the service.
   *
   * @param isFirst whether it is the service's first event
   */
  List<PodChange> update(EndpointsChange change, boolean isFirst) {
    Map<String, AddressState> old = objects.get(change.object());
    if (!change.isWhole() && old == null) {
      throw new IllegalArgumentException(
          change.service()
              + ": event "
              + change.eventNumber()
              + " tells only what changed in "
              + change.object()
              + ", of which nothing is known: give all changes of a stream, from its beginning");
    }
    List<PodChange> changes = new ArrayList<>();
    Map<String, AddressState> told = change.isWhole() ? new LinkedHashMap<>() : known(old);
    for (Entry entry : change.entries()) {
      String identity = Pod.identity(entry.address());
      AddressState before = change.isWhole() ? remove(old, identity) : orGone(told.get(identity));
      set(identity, before, entry, change, isFirst, changes);
      if (entry.state() == AddressState.GONE) {
        told.remove(identity);
      } else {
        told.put(identity, entry.state());
      }
    }
    if (change.isWhole() && old != null) {
      takeAll(old, change, changes);
    }
    if (change.type() == EventType.DELETED) {
      objects.remove(change.object());
    } else {
      objects.put(change.object(), told);
    }
    return changes;
  }

  private static Map<String, AddressState> known(@Nullable Map<String, AddressState> old) {
    return old == null ? new LinkedHashMap<>() : old;
  }

  private static AddressState remove(@Nullable Map<String, AddressState> old, String identity) {
    return orGone(old == null ? null : old.remove(identity));
  }

  private static AddressState orGone(@Nullable AddressState state) {
    return state == null ? AddressState.GONE : state;
  }

  /** Takes the identities that the object no longer has. */
  private void takeAll(
      Map<String, AddressState> left, EndpointsChange change, List<PodChange> changes) {
    record Gone(String identity, AddressState before, Address address) {}
    List<Gone> gone = new ArrayList<>();
    left.forEach(
        (identity, before) -> {
          Pod pod = pods.get(identity);
          if (pod != null) {
            gone.add(new Gone(identity, before, pod.address()));
          }
        });
    gone.sort(Comparator.comparing(Gone::address, Pod.BY_NAME));
    for (Gone one : gone) {
      Entry entry = new Entry(AddressState.GONE, one.address);
      set(one.identity, one.before, entry, change, false, changes);
    }
  }

  /** The state of one identity in one object has changed. */
  private void set(
      String identity,
      AddressState before,
      Entry entry,
      EndpointsChange change,
      boolean isFirst,
      List<PodChange> changes) {
    Pod pod = pods.get(identity);
    if (pod == null) {
      if (entry.state() == AddressState.GONE) {
        return;
      }
      pod =
          new Pod(
              entry.address(),
              isFirst,
              entry.state() == AddressState.READY,
              change.eventNumber(),
              change.time());
      pods.put(identity, pod);
    }
    AddressState stateBefore = pod.state();
    String templateBefore = pod.templateHash();
    pod.count(before, -1);
    pod.count(entry.state(), 1);
    pod.setAddress(entry.address());
    AddressState stateAfter = pod.state();
    count(pod.templateHash(), stateAfter, 1); // first, so that a template keeps its place
    count(templateBefore, stateBefore, -1);
    if (stateBefore == stateAfter) {
      return;
    }
    if (stateAfter == AddressState.GONE) {
      pods.remove(identity);
    }
    if (stateAfter == AddressState.READY) {
      pod.becameReady(change.eventNumber(), change.time());
    }
    AddressChange.What what = what(stateBefore, stateAfter);
    changes.add(new PodChange(new AddressChange(what, pod.address()), pod));
  }

  private static AddressChange.What what(AddressState before, AddressState after) {
    boolean isNew = before == AddressState.GONE;
    return switch (after) {
      case READY -> isNew ? AddressChange.What.APPEARED_READY : AddressChange.What.BECAME_READY;
      case NOT_READY ->
          isNew ? AddressChange.What.APPEARED_NOT_READY : AddressChange.What.BECAME_NOT_READY;
      case TERMINATING -> AddressChange.What.STARTED_TERMINATING;
      case GONE -> AddressChange.What.GONE;
    };
  }

  private void count(@Nullable String template, AddressState state, int difference) {
    counts.add(state, difference);
    if (template == null || state == AddressState.TERMINATING || state == AddressState.GONE) {
      return;
    }
    TemplateCount count = templates.computeIfAbsent(template, t -> new TemplateCount());
    count.all += difference;
    count.ready += state == AddressState.READY ? difference : 0;
    if (count.all == 0) {
      templates.remove(template);
    }
  }

  void writeTo(DataOutput out) throws IOException {
    Wire.writeList(out, templates.keySet(), Wire::writeString);
    Wire.writeList(out, pods.values(), (o, pod) -> pod.writeTo(o));
    Wire.writeList(
        out,
        objects.entrySet(),
        (o, object) -> {
          Wire.writeString(o, object.getKey());
          Wire.writeList(
              o,
              object.getValue().entrySet(),
              (p, state) -> {
                Wire.writeString(p, state.getKey());
                p.writeByte(state.getValue().code());
              });
        });
  }

  static ServiceAddresses readFrom(DataInput in) throws IOException {
    ServiceAddresses read = new ServiceAddresses();
    for (String template : Wire.readList(in, Wire::readString)) {
      read.templates.put(template, new TemplateCount());
    }
    for (Pod pod : Wire.readList(in, Pod::readFrom)) {
      read.pods.put(Pod.identity(pod.address()), pod);
    }
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      Map<String, AddressState> states = new LinkedHashMap<>();
      read.objects.put(Wire.readString(in), states);
      Wire.readList(
          in, item -> states.put(Wire.readString(item), AddressState.ofCode(item.readByte())));
      states.forEach(
          (identity, state) -> {
            Pod pod = read.pods.get(identity);
            if (pod != null) {
              pod.count(state, 1);
            }
          });
    }
    read.pods.values().forEach(pod -> read.count(pod.templateHash(), pod.state(), 1));
    return read;
  }
}
