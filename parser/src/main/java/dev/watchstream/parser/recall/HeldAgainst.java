package dev.watchstream.parser.recall;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.bytes.Bytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The memory that an event is compared with: which of its lists are in use, and where in it an
 * address is found. Refilled for each event.
 */
final class HeldAgainst {

  /** In place of a run or an element. */
  static final int NONE = -1;

  /** A list with more addresses is not searched. */
  private static final int MOST_SEARCHED = 16;

  /**
   * How many runs an event may look at to find its own: there may be nearly as many as its bytes.
   */
  private static final int MOST_SEARCHES = 64 << 10;

  /**
   * The first bytes of an element, which hold its ip: enough to distinguish it from its neighbours.
   */
  private static final int IDENTITY_BYTES = 4 * Long.BYTES;

  /** The object's memory; null when the object is not remembered. */
  @Nullable ObjectMemory object;

  private boolean[] isUsed = new boolean[8];
  private int searches;

  /** What {@link #findInOtherLists} found. */
  Address found = Address.of("none");

  /** How many of its bytes equal the searched ones. */
  int foundEqualBytes;

  void begin(@Nullable ObjectMemory newObject) {
    object = newObject;
    if (newObject == null) {
      return;
    }
    searches = 0;
    if (newObject.runCount > isUsed.length) {
      isUsed = new boolean[2 * newObject.runCount];
    }
    Arrays.fill(isUsed, 0, newObject.runCount, false);
  }

  /** The run to compare the one that begins at {@code start} with; {@link #NONE} if none. */
  int takeRun(ListKind kind, int separatorLength, int number, byte[] in, int start, int limit) {
    ObjectMemory known = object;
    int run = known == null ? NONE : findRun(known, kind, number, in, start, limit);
    if (known == null || run == NONE || known.separatorLength(run) != separatorLength) {
      return NONE;
    }
    isUsed[run] = true;
    return run;
  }

  private int findRun(
      ObjectMemory known, ListKind kind, int number, byte[] in, int start, int limit) {
    int runCount = known.runCount;
    int inPlace = number < runCount && fits(known, number, kind) ? number : NONE;
    if (inPlace != NONE && (runCount <= 2 || beginsLike(known, inPlace, in, start, limit))) {
      return inPlace;
    }
    // Kubernetes orders subsets by a hash of their contents: they change places.
    for (int i = 0; i < runCount && searches < MOST_SEARCHES; i++) {
      searches++;
      if (fits(known, i, kind) && beginsLike(known, i, in, start, limit)) {
        return i;
      }
    }
    for (int i = 0; i < runCount && inPlace == NONE && searches < MOST_SEARCHES; i++) {
      searches++;
      inPlace = fits(known, i, kind) ? i : NONE;
    }
    return inPlace;
  }

  private boolean fits(ObjectMemory known, int run, ListKind kind) {
    return known.kind(run) == kind && !isUsed[run];
  }

  /** Whether a run's first element equals what begins at {@code start}, as far as both go. */
  private static boolean beginsLike(ObjectMemory known, int run, byte[] in, int start, int limit) {
    int first = known.from(run);
    int there = known.start(run, first);
    int length = Math.min(known.ends[first] - there, limit - start);
    int from = known.base + there;
    return Arrays.equals(in, start, start + length, known.bytes, from, from + length);
  }

  /**
   * The first element of a run from {@code element} to {@code to} that begins like the one at
   * {@code p}. Their bytes may differ further on.
   */
  static int findAlike(
      ObjectMemory known, int run, int element, int to, byte[] in, int p, int limit) {
    if (limit - p < IDENTITY_BYTES) {
      return NONE;
    }
    byte[] bytes = known.bytes;
    int end = known.base + known.ends[known.to(run) - 1];
    for (int i = element; i < to; i++) {
      int there = known.base + known.start(run, i);
      if (end - there >= IDENTITY_BYTES
          && Bytes.longAt(in, p + 24) == Bytes.longAt(bytes, there + 24)
          && Bytes.longAt(in, p + 16) == Bytes.longAt(bytes, there + 16)
          && Bytes.longAt(in, p + 8) == Bytes.longAt(bytes, there + 8)) {
        return i;
      }
    }
    return NONE;
  }

  /**
   * Looks in the lists of the other kind for the address whose element begins like the one at
   * {@code p}. If there is one, it is {@link #found}.
   */
  boolean findInOtherLists(ObjectMemory known, ListKind kind, byte[] in, int p, int limit) {
    if (kind == ListKind.ENDPOINTS) {
      return false;
    }
    for (int run = 0; run < known.runCount && searches < MOST_SEARCHES; run++) {
      searches++;
      int first = known.from(run);
      int to = known.to(run);
      if (known.kind(run) != kind && to - first <= MOST_SEARCHED) {
        int element = findAlike(known, run, first, to, in, p, limit);
        if (element != NONE) {
          found = known.addresses[element];
          int from = known.base + known.start(run, element);
          int end = known.base + known.ends[element];
          foundEqualBytes = Bytes.equalPrefix(in, p, limit, known.bytes, from, end);
          return true;
        }
      }
    }
    return false;
  }

  /** The runs that no run of the event was compared with are gone. */
  void addUnusedTo(Differences differences) {
    ObjectMemory known = object;
    for (int i = 0; known != null && i < known.runCount; i++) {
      if (!isUsed[i]) {
        differences.addGone(known, known.kind(i), known.from(i), known.to(i));
      }
    }
  }
}
