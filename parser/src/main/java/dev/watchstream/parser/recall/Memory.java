package dev.watchstream.parser.recall;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The objects that are remembered, by kind, namespace and name. Bounded in bytes: when they are too
 * large, one that was not seen since the last round is evicted (the second-chance algorithm, which
 * is close to LRU and costs almost nothing per event). A hash only finds a candidate; the bytes of
 * the names decide.
 */
final class Memory {

  /** A power of two, as all capacities are. */
  private static final int FIRST_CAPACITY = 128;

  /** One object may take this fraction of all memory: a quarter. */
  private static final int LEAST_OBJECTS = 4;

  /** Limits a search, so that many names with the same hash do not slow down every one. */
  private static final int MOST_STEPS = 128;

  private final long maxBytes;
  private final long maxBytesOfObject;
  private final ReaderWork work;

  // An object is in the slot of its hash, or in the next one that was free. At most half are taken.

  private @Nullable ObjectMemory[] slots = new ObjectMemory[FIRST_CAPACITY];
  private int[] hashes = new int[FIRST_CAPACITY];
  private int count;

  /** The slot that was last looked at for eviction. */
  private int hand;

  private long bytes;

  /** The objects whose bytes are in the caller's chunk. */
  private final List<ObjectMemory> lent = new ArrayList<>();

  /**
   * @param maxBytes for all that is remembered, including the {@link Layouts}
   */
  Memory(long maxBytes, ReaderWork work) {
    this.maxBytesOfObject = maxBytes / LEAST_OBJECTS;
    this.maxBytes = maxBytes - Layouts.partOf(maxBytes);
    this.work = work;
  }

  void clear() {
    if (count > 0) {
      Arrays.fill(slots, null);
    }
    count = 0;
    hand = 0;
    bytes = 0;
    lent.clear();
  }

  /** The caller may change the chunk: copies what is remembered there. */
  void keepLent() {
    for (int i = 0; i < lent.size(); i++) {
      lent.get(i).keep();
    }
    lent.clear();
  }

  /** The object of that name. */
  @Nullable ObjectMemory find(boolean isSlice, byte[] in, Found said) {
    int hash =
        ObjectMemory.hash(
            in,
            said.starts[Segment.NAMESPACE],
            said.ends[Segment.NAMESPACE],
            in,
            said.starts[Segment.NAME],
            said.ends[Segment.NAME]);
    int mask = slots.length - 1;
    int slot = home(hash);
    for (int step = 0; step < MOST_STEPS; step++, slot = (slot + 1) & mask) {
      ObjectMemory object = slots[slot];
      if (object == null) {
        return null;
      }
      if (hashes[slot] == hash && object.isNamed(isSlice, in, said)) {
        return object;
      }
    }
    return null;
  }

  /** Adds a new object. */
  void add(ObjectMemory object) {
    if (2 * (count + 1) > slots.length) {
      @Nullable ObjectMemory[] all = slots;
      slots = new ObjectMemory[2 * all.length];
      hashes = new int[2 * all.length];
      count = 0;
      for (ObjectMemory known : all) {
        if (known != null) {
          enter(known);
        }
      }
    }
    enter(object);
  }

  private void enter(ObjectMemory object) {
    int mask = slots.length - 1;
    int slot = home(object.hash);
    for (int step = 1; slots[slot] != null && step < MOST_STEPS; step++) {
      slot = (slot + 1) & mask;
    }
    ObjectMemory crowded = slots[slot];
    if (crowded != null) {
      bytes -= crowded.accounted;
      count--;
      work.evictions++;
    }
    put(object, slot);
    count++;
  }

  private void put(ObjectMemory object, int slot) {
    slots[slot] = object;
    hashes[slot] = object.hash;
    object.slot = slot;
  }

  /** An object was seen, and may take more memory than before. May evict it or others. */
  void seen(ObjectMemory object) {
    object.isSeen = true;
    if (object.isNewlyLent()) {
      object.isLent = true;
      lent.add(object);
    }
    long size = object.size();
    bytes += size - object.accounted;
    object.accounted = size;
    if (size > maxBytesOfObject) {
      evict(object);
    }
    while (bytes > maxBytes && count > 0) {
      hand = (hand + 1) & (slots.length - 1);
      ObjectMemory next = slots[hand];
      if (next != null && next.isSeen) {
        next.isSeen = false;
      } else if (next != null) {
        evict(next);
      }
    }
  }

  private void evict(ObjectMemory object) {
    remove(object);
    work.evictions++;
  }

  void remove(ObjectMemory object) {
    bytes -= object.accounted;
    count--;
    // Moves later objects up, unless they would be before the slot where a search for them begins.
    int mask = slots.length - 1;
    int free = object.slot;
    int slot = free;
    while (true) {
      slot = (slot + 1) & mask;
      ObjectMemory next = slots[slot];
      if (next == null) {
        break;
      }
      int distance = (slot - home(next.hash)) & mask;
      if (distance >= ((slot - free) & mask)) {
        put(next, free);
        free = slot;
      }
    }
    slots[free] = null;
  }

  private int home(int hash) {
    return (hash ^ (hash >>> 15)) & (slots.length - 1);
  }

  /** For tests that tamper with it. */
  ObjectMemory any() {
    return Objects.requireNonNull(
        Arrays.stream(slots).filter(Objects::nonNull).findFirst().orElse(null));
  }
}
