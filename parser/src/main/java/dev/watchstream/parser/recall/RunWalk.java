package dev.watchstream.parser.recall;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.bytes.Bytes;
import dev.watchstream.parser.bytes.TextPool;
import dev.watchstream.parser.jackson.Readiness;
import dev.watchstream.parser.jackson.SubsetsBuffer;
import dev.watchstream.parser.recall.EventWalk.Result;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the elements of one run after another, for the {@link EventWalk}. */
final class RunWalk {

  /** How many remembered elements ahead an element is looked for. */
  private static final int RESYNC_WINDOW = 8;

  /** Comparing may waste this many bytes, plus as many as were read of the event. */
  private static final int WASTE_ALLOWED = 4 << 10;

  private final Window window;
  private final Layouts layouts;
  private final ReaderWork work;
  private final TextPool pool;

  /** Shared by the runs of an event: its walk says what object it is, and asks what was left. */
  final HeldAgainst heldAgainst = new HeldAgainst();

  private final Lists lists;
  private final SubsetsBuffer subsets;
  private final Differences differences;

  private final Found found = new Found();
  private long wasted;

  /** Where the first element of the event begins, from the window's start. */
  private int listsStart;

  // This run.

  private ListKind kind = ListKind.ADDRESSES;
  private LayoutTrie<Element> elements;
  private byte[] separator = {};

  /** Whether an element was read after which no separator has been found (yet). */
  private boolean isBehindElement;

  /** What it is compared with, or null; the run there, its next element, and its end. */
  private @Nullable ObjectMemory known;

  private int knownRun;
  private int next;
  private int knownEnd;

  RunWalk(
      Window window,
      Layouts layouts,
      ReaderWork work,
      TextPool pool,
      Lists lists,
      SubsetsBuffer subsets,
      Differences differences) {
    this.window = window;
    this.layouts = layouts;
    this.work = work;
    this.pool = pool;
    this.lists = lists;
    this.subsets = subsets;
    this.differences = differences;
    this.elements = layouts.elements(kind);
  }

  /** Another event is read. */
  void beginEvent() {
    wasted = 0;
    listsStart = 0;
  }

  /** Where the first element of the event begins, from the window's start. */
  int listsStart() {
    return listsStart;
  }

  /** Another run begins where the window is read next. */
  void begin(ListKind newKind, byte[] newSeparator) {
    kind = newKind;
    elements = layouts.elements(newKind);
    separator = newSeparator;
    isBehindElement = false;
    int start = window.start + window.at;
    knownRun =
        heldAgainst.takeRun(
            newKind, newSeparator.length, lists.runCount, window.bytes, start, window.end);
    known = knownRun == HeldAgainst.NONE ? null : heldAgainst.object;
    if (known != null) {
      next = known.from(knownRun);
      knownEnd = known.to(knownRun);
    }
    if (lists.runCount == 0) {
      listsStart = window.at;
    }
    lists.beginRun(newKind, newSeparator.length, window.at - listsStart);
  }

  /** Reads on; null when the run has ended. */
  @Nullable Result read() {
    while (true) {
      Result result = isBehindElement ? null : elements();
      if (result != null) {
        return result;
      }
      int p = window.start + window.at;
      int there = Math.min(separator.length, window.end - p);
      if (!Arrays.equals(separator, 0, there, window.bytes, p, p + there)) {
        break;
      }
      if (there < separator.length) {
        return Result.MORE;
      }
      window.at += there;
      isBehindElement = false;
    }
    if (known != null) {
      differences.addGone(known, kind, next, knownEnd);
      known = null;
    }
    return null;
  }

  /**
   * Reads elements up to one with no separator behind it. This is the loop in which an event of a
   * large service spends its time, most of it in one comparison.
   */
  private @Nullable Result elements() {
    byte[] in = window.bytes;
    int limit = window.end;
    int first = window.start + listsStart;
    int p = window.start + window.at;
    hot:
    while (true) {
      window.at = p - window.start;
      ObjectMemory before = known;
      boolean isInPlace = false;
      int equalUntil = p;

      // 1. Recall: as many elements as equal the remembered ones. Only an element that is equal up
      // to its last byte counts; what follows it is checked separately.
      while (before != null && next < knownEnd && wasted <= WASTE_ALLOWED + window.at) {
        int there = before.start(knownRun, next);
        int equal =
            Bytes.equalPrefix(
                in,
                p,
                limit,
                before.bytes,
                before.base + there,
                before.base + before.ends[knownEnd - 1]);
        work.compared += equal;
        int beyond = before.firstBeyond(there + equal, next, knownEnd);
        if (beyond > next) {
          int length = before.ends[beyond - 1] - there;
          take(before, beyond, p - first - there);
          work.recalled += length;
          p += length;
          if (!isSeparator(separator, in, p, limit)) {
            window.at = p - window.start;
            isBehindElement = true;
            return null;
          }
          p += separator.length;
          continue hot;
        }
        if (p + equal == limit) {
          return Result.MORE;
        }
        wasted += equal;
        int last = Math.min(knownEnd, next + RESYNC_WINDOW);
        int alike = HeldAgainst.findAlike(before, knownRun, next, last, in, p, limit);
        if (alike == next || alike == HeldAgainst.NONE) {
          // If it is the next one that is alike, that element changed in its place.
          isInPlace = alike == next;
          equalUntil = p + equal;
          break;
        }
        work.resyncs++;
        differences.addGone(before, kind, next, alike);
        next = alike;
      }

      // 2. Layout: an element of a known layout. 3. Otherwise the event is for Jackson.
      int end = elements.walk(in, p, limit, found);
      if (end < 0) {
        return end == LayoutTrie.MORE ? Result.MORE : Result.UNKNOWN;
      }
      if (!add(in, p, end, isInPlace ? before : null, equalUntil)) {
        return Result.UNKNOWN;
      }
      work.shaped += end - p;
      p = end;
      if (!isSeparator(separator, in, p, limit)) {
        window.at = p - window.start;
        isBehindElement = true;
        return null;
      }
      p += separator.length;
    }
  }

  /**
   * Adds the address that was found; false if it has no ip.
   *
   * @param before the memory whose next element is the same one with other content; null for none
   * @param equalUntil the index up to which the bytes equal that element's
   */
  private boolean add(byte[] in, int p, int end, @Nullable ObjectMemory before, int equalUntil) {
    Element element = elements.reached();
    Address old = before == null ? null : before.addresses[next];
    Address like = old;
    int likeUntil = equalUntil;
    ObjectMemory object = heldAgainst.object;
    if (like == null && object != null && heldAgainst.findInOtherLists(object, kind, in, p, end)) {
      // It moved to another list: most often a pod became ready or not ready.
      like = heldAgainst.found;
      likeUntil = p + heldAgainst.foundEqualBytes;
    }
    Address address = element.read(in, found, pool, like, likeUntil);
    if (address == null) {
      return false;
    }
    Readiness readiness = kind.readiness(element.readiness);
    int index = lists.count;
    lists.append(kind, address, readiness, end - window.start - listsStart);
    subsets.add(address, readiness);
    if (before != null) {
      if (!isSame(address, old) || readiness != before.readiness(kind, next)) {
        differences.addFresh(address, readiness, index);
        differences.addGone(before, kind, next, next + 1);
      }
      next++;
    } else if (object != null) {
      differences.addComer(address, readiness, index);
    }
    return true;
  }

  @SuppressWarnings("ReferenceEquality") // a changed address is another instance
  private static boolean isSame(Address address, @Nullable Address old) {
    return address == old;
  }

  /** Copies the remembered elements up to {@code beyond}. */
  private void take(ObjectMemory before, int beyond, int shift) {
    int from = next;
    if (shift == 0 && from == lists.count && from == lists.sameCount) {
      lists.sameCount = beyond;
    }
    lists.appendAll(kind, before, from, beyond, shift);
    switch (kind) {
      case ADDRESSES -> subsets.addresses.appendAll(before.addresses, from, beyond);
      case NOT_READY_ADDRESSES ->
          subsets.notReadyAddresses.appendAll(before.addresses, from, beyond);
      case ENDPOINTS -> {
        for (int i = from; i < beyond; i++) {
          int firstReady = i;
          while (i < beyond && before.readiness[i] == Readiness.READY) {
            i++;
          }
          subsets.addresses.appendAll(before.addresses, firstReady, i);
          if (i < beyond) {
            subsets.add(before.addresses[i], before.readiness[i]);
          }
        }
      }
    }
    next = beyond;
  }

  private static boolean isSeparator(byte[] separator, byte[] in, int p, int limit) {
    if (separator.length == 1) {
      return p < limit && in[p] == separator[0];
    }
    return separator.length <= limit - p
        && Arrays.equals(separator, 0, separator.length, in, p, p + separator.length);
  }
}
