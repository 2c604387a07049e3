package dev.watchstream.replay.history;

import dev.watchstream.replay.api.ObjectKey;
import dev.watchstream.replay.options.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All changes of one resource. A position lies between two changes and is the number of those
 * before it. The initial objects are the first changes, in the order of their versions, so the
 * story begins at {@link #start()}.
 *
 * <p>A history that loops repeats for ever in laps. At the end of a lap, events of its own bring
 * the objects back to their initial state: surplus ones are deleted, the others added or modified.
 * Every version in a lap is that of the lap before plus a constant, which is chosen so that
 * versions only rise. Immutable.
 */
public final class ResourceHistory {
  /** Between the last change of a lap and the next lap, in the story's time. */
  static final long LAP_PAUSE_NANOS = 1_000_000_000;

  private final List<Change> changes = new ArrayList<>();
  private final List<InitialObject> initial;
  private final NavigableMap<ObjectKey, List<Placed>> objects = new TreeMap<>();
  private final long initialVersion;
  private final boolean loops;
  private final long lapNanos;
  private final long lowestVersion;
  private final long versionsOfALap;

  /** An initial object, and when and how a watch got it. */
  public record InitialObject(StoredObject object, long atNanos, RecordedEvent recorded) {}

  /** A change in some lap, with its version and time there. */
  public record Moment(Change change, long version, long atNanos) {}

  private record Placed(int index, @Nullable StoredObject object, long version) {}

  /**
   * @param initial in the order in which a watch sends them
   * @param later in order of time; their {@code previous} is set here
   * @param initialVersion of the resource at the beginning; 0 when it is not known
   * @param lapNanos how long a lap takes; 0 when it does not loop
   */
  ResourceHistory(
      List<InitialObject> initial, List<Change> later, long initialVersion, long lapNanos) {
    this.initial = List.copyOf(initial);
    this.loops = lapNanos > 0;
    this.lapNanos = lapNanos;
    this.initialVersion = initialVersion > 0 ? initialVersion : beforeThe(later);
    Map<ObjectKey, StoredObject> now = new HashMap<>();
    initial.stream()
        .map(InitialObject::object)
        .sorted(Comparator.comparingLong(StoredObject::version))
        .forEach(
            object ->
                append(
                    now,
                    new Change(WatchEventType.ADDED, object, null, 0, object.version(), null)));
    for (Change change : later) {
      append(now, change);
    }
    long highest =
        changes.stream().mapToLong(Change::version).reduce(this.initialVersion, Math::max);
    this.lowestVersion =
        changes.stream().mapToLong(Change::version).reduce(this.initialVersion, Math::min);
    if (loops) {
      highest = rewind(now, highest);
    }
    this.versionsOfALap = highest + 1 - lowestVersion;
  }

  private static long beforeThe(List<Change> later) {
    return later.isEmpty() ? 1 : Math.max(1, later.get(0).version() - 1);
  }

  private void append(Map<ObjectKey, StoredObject> now, Change change) {
    StoredObject object = change.object();
    if (object == null) {
      changes.add(change);
      return;
    }
    StoredObject previous = now.get(object.key());
    boolean deleted = change.type() == WatchEventType.DELETED;
    objects
        .computeIfAbsent(object.key(), key -> new ArrayList<>())
        .add(new Placed(changes.size(), deleted ? null : object, change.version()));
    changes.add(
        new Change(
            change.type(),
            object,
            previous,
            change.atNanos(),
            change.version(),
            change.recorded()));
    if (deleted) {
      now.remove(object.key());
    } else {
      now.put(object.key(), object);
    }
  }

  /**
   * Appends the changes from a lap's end back to its beginning; returns the highest version used.
   */
  private long rewind(Map<ObjectKey, StoredObject> atTheEnd, long highest) {
    Map<ObjectKey, StoredObject> beginning = new HashMap<>();
    initial.forEach(first -> beginning.put(first.object().key(), first.object()));
    long version = highest;
    for (StoredObject last : new TreeMap<>(atTheEnd).values()) {
      StoredObject first = beginning.get(last.key());
      if (first == null || !first.uid().equals(last.uid())) {
        version++;
        append(atTheEnd, new Change(WatchEventType.DELETED, last, null, lapNanos, version, null));
      }
    }
    for (int i = 0; i < initial.size(); i++) {
      Change first = changes.get(i);
      StoredObject last = first.object() == null ? null : atTheEnd.get(first.object().key());
      WatchEventType type = last == null ? WatchEventType.ADDED : WatchEventType.MODIFIED;
      changes.set(i, new Change(type, first.object(), last, 0, first.version(), null));
    }
    return version;
  }

  /** The position at which the initial objects exist and nothing more has happened. */
  public long start() {
    return initial.size();
  }

  /** How long a lap takes; 0 when it does not loop. */
  public long lapNanos() {
    return lapNanos;
  }

  /** In the order in which a watch sends them. */
  public List<InitialObject> initial() {
    return initial;
  }

  /** Null behind the last change; never null if it loops and has any change. */
  public @Nullable Moment at(long position) {
    long lap = lapOf(position);
    int index = (int) (position - lap * changes.size());
    if (index >= changes.size() || (lap > 0 && !loops)) {
      return null;
    }
    Change change = changes.get(index);
    return new Moment(
        change, change.version() + lap * versionsOfALap, change.atNanos() + lap * lapNanos);
  }

  /** After this many positions without a match there will never be one. */
  public int positionsOfALap() {
    return changes.size();
  }

  /** How many changes have happened by that time; at least {@link #start()}. */
  public long positionAt(long nanos) {
    long lap = loops ? nanos / lapNanos : 0;
    long inLap = nanos - lap * lapNanos;
    int low = 0;
    int high = changes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (changes.get(middle).atNanos() <= inLap) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Math.max(start(), lap * changes.size() + low);
  }

  /** The time of the last change before that position. */
  public long timeAt(long position) {
    if (position <= start()) {
      return initial.stream().mapToLong(InitialObject::atNanos).max().orElse(0);
    }
    Moment last = at(position - 1);
    return last == null ? 0 : last.atNanos();
  }

  /** The resource's version at that position. */
  public long versionAt(long position) {
    if (position <= start()) {
      return initialVersion;
    }
    Moment last = at(position - 1);
    return last == null ? initialVersion : last.version();
  }

  /** The oldest version that a watch of these objects can resume from. */
  public long oldestVersion(Selection selection) {
    // While none of the selected objects has changed since, an older version is as good.
    return initial.stream()
        .map(InitialObject::object)
        .filter(object -> object.isIn(selection))
        .mapToLong(StoredObject::version)
        .max()
        .orElse(initialVersion);
  }

  /** Whether any selected object comes from elsewhere than that body. */
  boolean hasOthers(Selection selection, RecordingBody body) {
    return changes.stream()
        .map(Change::object)
        .anyMatch(object -> object != null && object.body() != body && object.isIn(selection));
  }

  /**
   * Whether the history ends before that version. One that loops ends where its time is more than a
   * long can hold, in centuries.
   */
  public boolean isAfterTheEnd(long version) {
    if (loops) {
      return (version - lowestVersion) / versionsOfALap > Long.MAX_VALUE / lapNanos - 2;
    }
    return changes.stream().allMatch(change -> change.version() < version)
        && initialVersion < version;
  }

  /** The position at which everything up to that version has happened. */
  public long positionAfter(long version) {
    long lap = loops ? Math.max(0, (version - lowestVersion) / versionsOfALap) : 0;
    long inLap = version - lap * versionsOfALap;
    if (lap == 0 && inLap <= initialVersion && lastOf(inLap) < start()) {
      return start();
    }
    int exact = lastOf(inLap);
    if (exact >= 0) {
      return lap * changes.size() + exact + 1;
    }
    for (int i = lap == 0 ? (int) start() : 0; i < changes.size(); i++) {
      if (changes.get(i).version() > inLap) {
        return lap * changes.size() + i;
      }
    }
    return (lap + 1) * changes.size();
  }

  private int lastOf(long version) {
    for (int i = changes.size() - 1; i >= 0; i--) {
      if (changes.get(i).version() == version) {
        return i;
      }
    }
    return -1;
  }

  /** The objects that exist at a position, sorted by namespace and name. */
  public List<Versioned> stateAt(long position, Selection selection) {
    List<Versioned> state = new ArrayList<>();
    for (List<Placed> placed : objects.values()) {
      Versioned there = latest(placed, position);
      if (there != null && there.object().isIn(selection)) {
        state.add(there);
      }
    }
    return state;
  }

  private @Nullable Versioned latest(List<Placed> placed, long position) {
    // The position at the end of a lap belongs to that lap.
    long lap = position == 0 || changes.isEmpty() ? 0 : (position - 1) / changes.size();
    if (!loops) {
      lap = 0;
    }
    long inLap = position - lap * changes.size();
    for (long l = lap; l >= Math.max(0, lap - 1); l--) {
      for (int i = placed.size() - 1; i >= 0; i--) {
        Placed candidate = placed.get(i);
        if (l < lap || candidate.index() < inLap) {
          return candidate.object() == null
              ? null
              : new Versioned(candidate.object(), candidate.version() + l * versionsOfALap);
        }
      }
    }
    return null;
  }

  private long lapOf(long position) {
    return changes.isEmpty() ? 0 : position / changes.size();
  }

  /** The next time after {@code nanos} at which an object changes; -1 when none does. */
  long nextAfter(long nanos) {
    long from = positionAt(nanos);
    for (long position = from; position <= from + changes.size(); position++) {
      Moment next = at(position);
      if (next == null) {
        return -1;
      }
      if (next.change().object() != null) {
        return next.atNanos();
      }
    }
    return -1;
  }
}
