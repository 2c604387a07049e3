package dev.watchstream.parser.recall;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The objects that recall can draw on, by kind, namespace and name. Bounded in bytes: when they are
 * too many, one goes that was not seen since the last round (the second chance algorithm, which is
 * close to least recently used and costs an event nothing). A hash only finds a candidate; the
 * bytes of the names decide.
 */
final class Memory {

  private static final int FIRST_CAPACITY = 64;

  /** An object may take this part of all memory. */
  private static final int LEAST_OBJECTS = 4;

  /** More objects of one hash are not kept. */
  private static final int LONGEST_CHAIN = 32;

  private final long maxBytes;
  private final long maxBytesOfObject;
  private final ReaderWork work;

  private @Nullable RememberedObject[] slots = new RememberedObject[FIRST_CAPACITY];

  /** All of them, in the order of the rounds. */
  private @Nullable RememberedObject[] objects = new RememberedObject[FIRST_CAPACITY];

  private int count;

  /** Whose turn it is to go, if it was not seen. */
  private int hand;

  private long bytes;

  /** The runs whose bytes are in the caller's chunk. */
  private final List<RememberedRun> lent = new ArrayList<>();

  /**
   * @param maxBytes of all that is remembered, of which the {@link Shapes} have their part
   */
  Memory(long maxBytes, ReaderWork work) {
    this.maxBytesOfObject = maxBytes / LEAST_OBJECTS;
    this.maxBytes = maxBytes - Shapes.partOf(maxBytes);
    this.work = work;
  }

  void clear() {
    Arrays.fill(slots, null);
    Arrays.fill(objects, 0, count, null);
    count = 0;
    hand = 0;
    bytes = 0;
    lent.clear();
  }

  /** The caller will change the chunk: keeps copies of what is remembered there. */
  void keepLent() {
    for (int i = 0; i < lent.size(); i++) {
      lent.get(i).keep();
    }
    lent.clear();
  }

  @Nullable RememberedObject find(EndpointsEvent event) {
    int hash = hash(event.namespace()) * 31 + hash(event.name());
    RememberedObject object = slots[slot(hash)];
    while (object != null
        && !(object.isSlice == event.isSlice()
            && Objects.equals(object.name, event.name())
            && Objects.equals(object.namespace, event.namespace()))) {
      object = object.nextInSlot;
    }
    return object;
  }

  /** The object that an event's first passage names, if only as far as it was found. */
  @Nullable RememberedObject find(Passage passage, Shape.Found found) {
    Passage.Opening opening = Objects.requireNonNull(passage.opening);
    int hash = Passage.hash(opening.namespace(), found) * 31 + Passage.hash(opening.name(), found);
    RememberedObject object = slots[slot(hash)];
    while (object != null && !(object.hash == hash && object.isNamed(opening, found))) {
      object = object.nextInSlot;
    }
    return object;
  }

  /** Takes a new object in. */
  void add(RememberedObject object) {
    if (count == objects.length) {
      objects = Arrays.copyOf(objects, 2 * count);
      slots = new RememberedObject[2 * count];
      for (int i = 0; i < count; i++) {
        enter(Objects.requireNonNull(objects[i]));
      }
    }
    RememberedObject crowded = lastOfLongChain(object.hash);
    if (crowded != null) {
      evict(crowded);
    }
    enter(object);
    object.index = count;
    objects[count++] = object;
  }

  /** Names of one hash must not make every search as long as there are of them. */
  private @Nullable RememberedObject lastOfLongChain(int hash) {
    int length = 0;
    RememberedObject last = null;
    for (RememberedObject o = slots[slot(hash)]; o != null; o = o.nextInSlot) {
      last = o;
      length++;
    }
    return length < LONGEST_CHAIN ? null : last;
  }

  private void enter(RememberedObject object) {
    int slot = slot(object.hash);
    object.nextInSlot = slots[slot];
    slots[slot] = object;
  }

  /** An object was seen, and may take more memory than before. May let it or others go. */
  void seen(RememberedObject object) {
    object.isSeen = true;
    object.addLentTo(lent);
    long size = object.size();
    bytes += size - object.accounted;
    object.accounted = size;
    if (size > maxBytesOfObject) {
      evict(object);
    }
    while (bytes > maxBytes && count > 0) {
      hand = hand + 1 < count ? hand + 1 : 0;
      RememberedObject next = Objects.requireNonNull(objects[hand]);
      if (next.isSeen) {
        next.isSeen = false;
      } else {
        evict(next);
      }
    }
  }

  private void evict(RememberedObject object) {
    remove(object);
    work.evictions++;
  }

  void remove(RememberedObject object) {
    int slot = slot(object.hash);
    RememberedObject before = null;
    for (RememberedObject o = slots[slot]; o != null; o = o.nextInSlot) {
      if (o.index == object.index) {
        break;
      }
      before = o;
    }
    if (before == null) {
      slots[slot] = object.nextInSlot;
    } else {
      before.nextInSlot = object.nextInSlot;
    }
    object.nextInSlot = null;
    bytes -= object.accounted;
    count--;
    RememberedObject moved = Objects.requireNonNull(objects[count]);
    objects[object.index] = moved;
    moved.index = object.index;
    objects[count] = null;
  }

  private int slot(int hash) {
    return (hash ^ (hash >>> 15)) & (slots.length - 1);
  }

  private static int hash(@Nullable String text) {
    byte[] utf8 = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    return Bytes.hash(utf8, 0, utf8.length);
  }
}
