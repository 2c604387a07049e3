package dev.watchstream.parser.recall;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.bytes.Bytes;
import dev.watchstream.parser.bytes.TextPool;
import dev.watchstream.parser.jackson.Readiness;
import dev.watchstream.parser.jackson.SubsetsBuffer;
import dev.watchstream.parser.recall.EventWalk.Result;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the elements of one run after another, for the {@link EventWalk}. */
final class RunWalk {

  /** How far ahead among the remembered elements an element is looked for. */
  private static final int RESYNC_WINDOW = 8;

  /** Comparing may waste so many bytes, and as many again as the event has. */
  private static final int WASTE_ALLOWED = 4 << 10;

  private final Window window;
  private final Shapes shapes;
  private final ReaderWork work;
  private final TextPool pool;
  private final SubsetsBuffer subsets;
  private final Differences differences;

  /** What was found in the holes of the shape that was looked at last. */
  private final Shape.Found found = new Shape.Found();

  private @Nullable RememberedObject object;
  private long wasted;
  private CurrentRun run = new CurrentRun();

  /** Whether an element is read, and what follows is no separator, or has not arrived. */
  private boolean isBehindElement;

  /** What the run is held against, and the next element there. */
  private @Nullable RememberedRun before;

  private int beforeIndex;

  RunWalk(
      Window window,
      Shapes shapes,
      ReaderWork work,
      TextPool pool,
      SubsetsBuffer subsets,
      Differences differences) {
    this.window = window;
    this.shapes = shapes;
    this.work = work;
    this.pool = pool;
    this.subsets = subsets;
    this.differences = differences;
  }

  /** Another event is read, of an object that is known or not. */
  void beginEvent(@Nullable RememberedObject itsObject) {
    object = itsObject;
    wasted = 0;
  }

  /** Another run begins where the window is read next. */
  void begin(CurrentRun newRun, @Nullable RememberedRun heldAgainst) {
    run = newRun;
    before = heldAgainst;
    beforeIndex = 0;
    isBehindElement = false;
  }

  /** Reads on; null when the run has ended. */
  @Nullable Result read() {
    while (true) {
      Result result = isBehindElement ? null : elements();
      if (result != null) {
        return result;
      }
      int p = window.start + window.at;
      int there = Math.min(run.separator.length, window.end - p);
      if (!Arrays.equals(run.separator, 0, there, window.bytes, p, p + there)) {
        break;
      }
      if (there < run.separator.length) {
        return Result.MORE;
      }
      window.at += there;
      isBehindElement = false;
    }
    if (before != null) {
      differences.addGone(before, beforeIndex, before.count);
      before = null;
    }
    return null;
  }

  /**
   * Reads elements up to one with no separator behind it. This is the loop that an event of a large
   * service spends its time in: most of it in one comparison.
   */
  private @Nullable Result elements() {
    byte[] in = window.bytes;
    int limit = window.end;
    int runStart = window.start + run.start;
    int p = window.start + window.at;
    hot:
    while (true) {
      window.at = p - window.start;
      RememberedRun known = before;
      boolean isInPlace = false;
      int equalUntil = p;

      // 1. Recall: as many elements as equal the remembered ones. Only an element that is equal to
      // its last byte counts, and what stands behind it is looked at for itself.
      while (known != null && beforeIndex < known.count && wasted <= WASTE_ALLOWED + window.at) {
        int there = known.start(beforeIndex);
        int equal =
            Bytes.equalPrefix(
                in, p, limit, known.bytes, known.base + there, known.base + known.length);
        work.compared += equal;
        int beyond = known.firstBeyond(there + equal, beforeIndex);
        if (beyond > beforeIndex) {
          take(known, beyond, p - runStart - there);
          p += known.ends[beyond - 1] - there;
          if (!isSeparator(run.separator, in, p, limit)) {
            window.at = p - window.start;
            isBehindElement = true;
            return null;
          }
          p += run.separator.length;
          continue hot;
        }
        if (p + equal == limit) {
          return Result.MORE;
        }
        wasted += equal;
        int ahead = resync(known, in, p, limit);
        if (ahead <= 0) {
          isInPlace = ahead == 0;
          equalUntil = p + equal;
          break;
        }
        work.resyncs++;
        differences.addGone(known, beforeIndex, beforeIndex + ahead);
        beforeIndex += ahead;
      }

      // 2. Shape: an element of a layout that is known.
      int end = shaped(in, p, limit, isInPlace ? known : null, equalUntil);
      // 3. Else it is for Jackson to tokenize.
      if (end < 0) {
        return end == Shape.MORE ? Result.MORE : Result.UNKNOWN;
      }
      work.shaped += end - p;
      p = end;
      if (!isSeparator(run.separator, in, p, limit)) {
        window.at = p - window.start;
        isBehindElement = true;
        return null;
      }
      p += run.separator.length;
    }
  }

  /**
   * Reads an element by the shape of one that Jackson has tokenized.
   *
   * @param known the run whose next element is the same one with other content; null for none
   * @param equalUntil up to where the bytes equal that one's
   * @return where it ends; or {@link Shape#MORE}, {@link Shape#NO}
   */
  private int shaped(byte[] in, int p, int limit, @Nullable RememberedRun known, int equalUntil) {
    List<ElementShape> layouts = shapes.elements(run.kind);
    boolean more = false;
    for (int i = 0; i < layouts.size(); i++) {
      int end = layouts.get(i).shape.match(in, p, limit, found);
      if (end >= 0) {
        ElementShape layout = i == 0 ? layouts.get(0) : Shapes.used(layouts, i);
        return add(layout, in, p, end, known, equalUntil) ? end : Shape.NO;
      }
      more |= end == Shape.MORE;
    }
    return more ? Shape.MORE : Shape.NO;
  }

  /** Adds the address that was found; false if it is none. */
  private boolean add(
      ElementShape layout,
      byte[] in,
      int p,
      int end,
      @Nullable RememberedRun known,
      int equalUntil) {
    Address old = known == null ? null : known.addresses[beforeIndex];
    Address like = old;
    int likeUntil = equalUntil;
    if (like == null && object != null && object.findInOtherLists(run.kind, in, p, end)) {
      // It changed lists: most often a pod became ready, or ceased to be.
      like = object.foundAddress();
      likeUntil = p + object.foundEqualBytes();
    }
    Address address = layout.read(in, found, pool, like, likeUntil);
    if (address == null) {
      return false;
    }
    Readiness readiness = run.kind.readiness(layout.readiness);
    run.append(address, readiness, end - window.start - run.start);
    subsets.add(address, readiness);
    if (known != null) {
      if (!isSame(address, old) || readiness != known.readiness(beforeIndex)) {
        differences.addChanged(run, known, beforeIndex);
      }
      beforeIndex++;
    } else if (object != null) {
      differences.addFresh(run);
    }
    return true;
  }

  @SuppressWarnings("ReferenceEquality") // an address that is read anew is another instance
  private static boolean isSame(Address address, @Nullable Address old) {
    return address == old;
  }

  /** Takes over the remembered elements up to {@code beyond}. */
  private void take(RememberedRun known, int beyond, int shift) {
    int from = beforeIndex;
    work.recalled += known.ends[beyond - 1] - known.start(from);
    run.appendAll(known, from, beyond, shift);
    switch (run.kind) {
      case ADDRESSES -> subsets.addresses.appendAll(known.addresses, from, beyond);
      case NOT_READY_ADDRESSES ->
          subsets.notReadyAddresses.appendAll(known.addresses, from, beyond);
      case ENDPOINTS -> {
        for (int i = from; i < beyond; i++) {
          int firstReady = i;
          while (i < beyond && known.readiness[i] == Readiness.READY) {
            i++;
          }
          subsets.addresses.appendAll(known.addresses, firstReady, i);
          if (i < beyond) {
            subsets.add(known.addresses[i], known.readiness[i]);
          }
        }
      }
    }
    beforeIndex = beyond;
  }

  /**
   * How many remembered elements further on the one stands that begins as the one at {@code p}
   * does; -1 for nowhere near. Where the bytes differ nevertheless, it is that element that
   * changed.
   */
  private int resync(RememberedRun known, byte[] in, int p, int limit) {
    int last = Math.min(known.count, beforeIndex + RESYNC_WINDOW);
    int found = known.findAlike(in, p, limit, beforeIndex, last);
    return found < 0 ? -1 : found - beforeIndex;
  }

  private static boolean isSeparator(byte[] separator, byte[] in, int p, int limit) {
    if (separator.length == 1) {
      return p < limit && in[p] == separator[0];
    }
    return separator.length <= limit - p
        && Arrays.equals(separator, 0, separator.length, in, p, p + separator.length);
  }
}
