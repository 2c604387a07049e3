package dev.watchstream.replay.history;

import dev.watchstream.replay.api.ObjectKey;
import dev.watchstream.replay.history.ResourceHistory.InitialObject;
import dev.watchstream.replay.options.Selection;
import dev.watchstream.replay.resource.Resource;
import dev.watchstream.replay.resource.Resources;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Separates a recording's initial objects from what happened later, and merges recordings. */
final class HistoryBuilder {
  /** The initial objects come in one burst; what comes after a longer pause is a change. */
  private static final long BURST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final List<Part> parts;
  private final Resources served;

  /** Whether there was a moment at which all were being recorded. */
  private final boolean together;

  HistoryBuilder(List<RecordedWatch> watches, Resources served) {
    this.served = served;
    this.together = overlap(watches);
    Instant zero = startedAt(watches);
    this.parts = new ArrayList<>();
    for (RecordedWatch watch : watches) {
      Instant started = watch.stream().recording().info().startedAt();
      boolean shifted = together && zero != null && started != null;
      parts.add(new Part(watch, shifted ? Duration.between(zero, started).toNanos() : 0));
    }
  }

  /** The earliest start of a recording; null when none is known. */
  @Nullable Instant startedAt() {
    return startedAt(parts.stream().map(Part::watch).toList());
  }

  Map<Resource, ResourceHistory> resources(boolean loop) throws UnservableRecordingException {
    Map<Resource, List<InitialObject>> initial = new LinkedHashMap<>();
    Map<Resource, List<Change>> later = new LinkedHashMap<>();
    long end = 0;
    for (Resource resource : served.all()) {
      refuseClashes(resource);
      initial.put(resource, initial(resource));
      List<Change> changes = later(resource);
      later.put(resource, changes);
      end = Math.max(end, changes.isEmpty() ? 0 : changes.get(changes.size() - 1).atNanos());
    }
    Map<Resource, ResourceHistory> resources = new LinkedHashMap<>();
    for (Resource resource : served.all()) {
      resources.put(
          resource,
          new ResourceHistory(
              initial.getOrDefault(resource, List.of()),
              later.getOrDefault(resource, List.of()),
              initialVersion(resource),
              loop ? end + ResourceHistory.LAP_PAUSE_NANOS : 0));
    }
    return resources;
  }

  private List<InitialObject> initial(Resource resource) {
    List<InitialObject> initial = new ArrayList<>();
    for (Part part : parts) {
      for (RecordedEvent event : part.initial()) {
        if (event.object() != null && isOf(event, resource)) {
          initial.add(new InitialObject(event.object(), event.atNanos() + part.shift(), event));
        }
      }
    }
    initial.sort(Comparator.comparingLong(InitialObject::atNanos));
    return initial;
  }

  private List<Change> later(Resource resource) {
    List<Change> merged = new ArrayList<>();
    for (Part part : parts) {
      for (RecordedEvent event : part.later()) {
        if (isOf(event, resource) && event.version() > 0) {
          merged.add(
              new Change(
                  event.type(),
                  event.object(),
                  null,
                  event.atNanos() + part.shift(),
                  event.version(),
                  event));
        }
      }
    }
    if (parts.size() > 1) {
      // In one cluster, versions give the order better than the arrival on two connections does.
      merged.sort(
          together
              ? Comparator.comparingLong(Change::version)
              : Comparator.comparingLong(Change::atNanos));
    }
    List<Change> ordered = new ArrayList<>(merged.size());
    long notBefore = 0;
    for (Change change : merged) {
      notBefore = Math.max(notBefore, change.atNanos());
      ordered.add(
          change.atNanos() == notBefore
              ? change
              : new Change(
                  change.type(),
                  change.object(),
                  null,
                  notBefore,
                  change.version(),
                  change.recorded()));
    }
    return ordered;
  }

  private long initialVersion(Resource resource) {
    long version = 0;
    for (Part part : parts) {
      if (part.tellsOf(resource)) {
        version = Math.max(version, part.watch().resumedFrom());
        version = Math.max(version, part.watch().stream().listVersion());
        for (RecordedEvent event : part.initial()) {
          version = Math.max(version, event.version());
        }
      }
    }
    return version;
  }

  private void refuseClashes(Resource resource) throws UnservableRecordingException {
    Map<ObjectKey, Part> initialIn = new HashMap<>();
    Map<ObjectKey, Part> laterIn = new HashMap<>();
    for (Part part : parts) {
      for (ObjectKey key : keys(part.initial(), resource)) {
        refuse(resource, key, part, initialIn.putIfAbsent(key, part));
      }
      for (ObjectKey key : keys(part.later(), resource)) {
        refuse(resource, key, part, laterIn.putIfAbsent(key, part));
      }
    }
    for (Map.Entry<ObjectKey, Part> later : laterIn.entrySet()) {
      Part initial = initialIn.get(later.getKey());
      // A watch that was resumed continues what a list began.
      if (!later.getValue().equals(initial) && later.getValue().watch().resumedFrom() == 0) {
        refuse(resource, later.getKey(), later.getValue(), initial);
      }
    }
  }

  private static boolean isOf(RecordedEvent event, Resource resource) {
    return resource.groupVersionKind().equals(event.groupVersionKind());
  }

  private static Set<ObjectKey> keys(List<RecordedEvent> events, Resource resource) {
    Set<ObjectKey> keys = new HashSet<>();
    for (RecordedEvent event : events) {
      if (event.object() != null && isOf(event, resource)) {
        keys.add(event.object().key());
      }
    }
    return keys;
  }

  private static void refuse(Resource resource, ObjectKey key, Part part, @Nullable Part other)
      throws UnservableRecordingException {
    if (other != null) {
      throw new UnservableRecordingException(
          "recordings %s and %s both tell of %s %s: serve them by two servers"
              .formatted(other.name(), part.name(), resource.plural(), key));
    }
  }

  private static @Nullable Instant startedAt(List<RecordedWatch> watches) {
    Instant first = null;
    for (RecordedWatch watch : watches) {
      Instant started = watch.stream().recording().info().startedAt();
      if (started != null && (first == null || started.isBefore(first))) {
        first = started;
      }
    }
    return first;
  }

  private static boolean overlap(List<RecordedWatch> watches) {
    Instant lastStart = Instant.MIN;
    Instant firstEnd = Instant.MAX;
    for (RecordedWatch watch : watches) {
      Instant started = watch.stream().recording().info().startedAt();
      if (started == null) {
        return false;
      }
      Instant ended = started.plusNanos(watch.endNanos());
      lastStart = started.isAfter(lastStart) ? started : lastStart;
      firstEnd = ended.isBefore(firstEnd) ? ended : firstEnd;
    }
    return !lastStart.isAfter(firstEnd);
  }

  /** A recording's share. */
  private record Part(RecordedWatch watch, long shift, int initialCount) {
    Part(RecordedWatch watch, long shift) {
      this(watch, shift, countInitial(watch));
    }

    String name() {
      return watch.stream().recording().name();
    }

    List<RecordedEvent> initial() {
      return watch.stream().events().subList(0, initialCount);
    }

    List<RecordedEvent> later() {
      List<RecordedEvent> events = watch.stream().events();
      return events.subList(initialCount, events.size());
    }

    boolean tellsOf(Resource resource) {
      Selection selection = watch.selection();
      return (selection != null && selection.resource().equals(resource))
          || watch.stream().events().stream().anyMatch(event -> isOf(event, resource));
    }

    private static int countInitial(RecordedWatch watch) {
      if (watch.resumedFrom() > 0 && watch.stream().watch()) {
        return 0;
      }
      boolean timing = watch.stream().watch() && !watch.stream().chunks().isEmpty();
      boolean burst = true;
      long lastAt = 0;
      long highest = 0;
      int proven = 0;
      int count = 0;
      Set<StoredObject.Id> seen = new HashSet<>();
      for (RecordedEvent event : watch.stream().events()) {
        if (event.type() != WatchEventType.ADDED
            || event.object() == null
            || !seen.add(event.object().id())) {
          break;
        }
        count++;
        burst &= !timing || event.atNanos() - lastAt <= BURST_PAUSE_NANOS;
        // Changes come in the order of their versions, the initial objects in any order.
        if (burst || event.version() < highest) {
          proven = count;
        }
        highest = Math.max(highest, event.version());
        lastAt = event.atNanos();
      }
      return proven;
    }
  }
}
