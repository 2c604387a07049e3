package dev.watchstream.parser.recall;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.EventType;
import dev.watchstream.parser.bytes.Bytes;
import dev.watchstream.parser.bytes.TextPool;
import dev.watchstream.parser.jackson.EndpointsView;
import dev.watchstream.parser.jackson.Metadata;
import dev.watchstream.parser.jackson.Readiness;
import dev.watchstream.parser.jackson.SubsetsBuffer;
import dev.watchstream.parser.recall.Passage.Opening;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event without Jackson, by what Jackson has accepted before.
 *
 * <p>The invariant: every byte of an event that is read here equals a byte that Jackson accepted at
 * the same place in the grammar, or is the content of a hole in a {@link Shape} that Jackson
 * accepted. Whatever else there is, is left to Jackson, and with it the whole event: until an event
 * is complete nothing of it is handed out or remembered.
 *
 * <p>An event is a first {@link Passage}, runs of elements with a passage behind each, and an end.
 * A step is done, or wants more input and is done again from its start.
 */
final class EventWalk {

  /** What reading on comes to. */
  enum Result {
    /** The event is complete. */
    EVENT,
    /** More input is needed. */
    MORE,
    /** Jackson has to read this event. */
    UNKNOWN
  }

  /** What comes next. */
  private enum Step {
    OPENING,
    ELEMENT,
    BEHIND_ELEMENT,
    PASSAGE,
    NOTHING
  }

  /** How far ahead among the remembered elements an element is looked for. */
  private static final int RESYNC_WINDOW = 8;

  /** Comparing may waste so many bytes, and as many again as the event has. */
  private static final int WASTE_ALLOWED = 4 << 10;

  /** For so many elements the runs of an event keep room for those of the next one. */
  private static final long MOST_ROOM = 64 << 10;

  private final Window window;
  private final Shapes shapes;
  private final Memory memory;
  private final ReaderWork work;
  private final TextPool pool = new TextPool();

  // Where we are. Positions are from the window's start: its bytes may move.

  private Step step = Step.OPENING;
  private boolean isItem;
  private int eventStart;
  private int at;

  /** What was found in the holes of the shape that was looked at last. */
  private final Shape.Found found = new Shape.Found();

  // What the event has said.

  private final Metadata metadata = new Metadata();
  private final SubsetsBuffer subsets = new SubsetsBuffer();
  private @Nullable Passage first;
  private CurrentRun[] runs = {new CurrentRun()};
  private @Nullable Passage[] passages = new Passage[1];
  private int runCount;

  /** For how many more elements than at first there is room in the runs of the events before. */
  private long room;

  // What it is held against, and what it changes.

  private @Nullable RememberedObject object;
  private @Nullable RememberedRun[] runsBefore = new RememberedRun[1];
  private @Nullable RememberedRun before;
  private int beforeIndex;
  private long wasted;
  private final Differences differences = new Differences();

  EventWalk(Window window, Shapes shapes, Memory memory, ReaderWork work) {
    this.window = window;
    this.shapes = shapes;
    this.memory = memory;
    this.work = work;
  }

  /** Gets ready for the event, or the list's item, that begins so far behind the window's start. */
  void begin(int newEventStart, boolean newIsItem) {
    eventStart = newEventStart;
    at = newEventStart;
    isItem = newIsItem;
    step = Step.OPENING;
  }

  /** How far behind the window's start the event begins. */
  int eventStart() {
    return eventStart;
  }

  /** How far behind the window's start the event ends. */
  int eventEnd() {
    return at;
  }

  /** How far behind the window's start the step begins that is to be done next. */
  int position() {
    return at;
  }

  Result read() {
    while (true) {
      Result result =
          switch (step) {
            case OPENING -> opening();
            case ELEMENT -> elements();
            case BEHIND_ELEMENT -> behindElement();
            case PASSAGE -> passage();
            case NOTHING -> Result.EVENT;
          };
      if (result != null) {
        return result;
      }
    }
  }

  // ---- the event's first passage, and whose event it is ----

  private @Nullable Result opening() {
    byte[] in = window.bytes;
    int from = window.start + at;
    int limit = window.end;
    List<Passage> known = shapes.openings(isItem);
    RememberedObject candidate = null;
    boolean more = false;
    for (int i = 0; i < known.size(); i++) {
      Passage passage = known.get(i);
      int end = passage.shape.match(in, from, limit, found);
      if (end >= 0) {
        Shapes.used(known, i);
        opened(passage, isItem ? null : memory.find(passage, in, found), in, end);
        return null;
      }
      more |= end == Shape.MORE;
      if (!isItem && candidate == null && passage.tellsObject(found)) {
        // Of another layout, but it says whose event it is: perhaps laid out as that one's last.
        candidate = memory.find(passage, in, found);
        if (candidate != null && openedLike(candidate, passage, in, from, limit)) {
          return null;
        }
      }
    }
    return more ? Result.MORE : Result.UNKNOWN;
  }

  /**
   * Whether the event begins like one of its object's last ones; it does not like {@code tried}.
   */
  private boolean openedLike(
      RememberedObject candidate, Passage tried, byte[] in, int from, int limit) {
    return beginsLike(candidate, candidate.opening, tried, in, from, limit)
        || beginsLike(candidate, candidate.otherOpening, tried, in, from, limit);
  }

  private boolean beginsLike(
      RememberedObject candidate,
      @Nullable Passage passage,
      Passage tried,
      byte[] in,
      int from,
      int limit) {
    if (passage == null || passage == tried) {
      return false;
    }
    int end = passage.shape.match(in, from, limit, found);
    if (end >= 0) {
      opened(passage, candidate, in, end);
    }
    return end >= 0;
  }

  private void opened(Passage passage, @Nullable RememberedObject named, byte[] in, int end) {
    Opening opening = Objects.requireNonNull(passage.opening);
    RememberedObject known = named;
    metadata.clear();
    if (known != null && !known.hasUid(passage, in, found)) {
      // Deleted and created again: what the old one said is no more.
      memory.remove(known);
      known = null;
    }
    if (known == null) {
      metadata.namespace = passage.text(opening.namespace(), in, found, pool);
      metadata.name = passage.text(opening.name(), in, found, pool);
      metadata.uid = passage.text(opening.uid(), in, found, null);
      metadata.serviceName = passage.text(opening.serviceName(), in, found, pool);
    } else {
      metadata.namespace = known.namespace;
      metadata.name = known.name;
      metadata.uid = known.uid;
      metadata.serviceName =
          passage.says(known.serviceName, opening.serviceName(), in, found)
              ? known.serviceName
              : passage.text(opening.serviceName(), in, found, pool);
      known.beginEvent();
    }
    passage.copyText(opening.resourceVersion(), in, found, metadata.resourceVersion);
    object = known;

    differences.begin();
    limitRoom();
    runCount = 0;
    wasted = 0;
    subsets.clear();
    if (opening.isSlice()) {
      subsets.beginSubset();
    }
    first = passage;
    follow(passage, end);
  }

  /** Lists are long in other places than they were: there would be no end of room for them. */
  private void limitRoom() {
    for (int i = 0; i < runCount; i++) {
      room += runs[i].newRoom();
    }
    if (room > MOST_ROOM) {
      runs = new CurrentRun[] {new CurrentRun()};
      passages = new Passage[1];
      runsBefore = new RememberedRun[1];
      room = 0;
    }
  }

  // ---- the runs ----

  private void follow(Passage passage, int end) {
    int length = end - window.start - at;
    work.shaped += length;
    at += length;
    passage.addSubsetsTo(subsets);
    if (passage.next == null) {
      step = Step.NOTHING;
    } else {
      beginRun(passage.next, passage.separator);
    }
  }

  private void beginRun(Passage.Run kind, byte[] separator) {
    if (runCount == runs.length) {
      int capacity = 2 * runCount;
      runs = Arrays.copyOf(runs, capacity);
      passages = Arrays.copyOf(passages, capacity);
      runsBefore = Arrays.copyOf(runsBefore, capacity);
      for (int i = runCount; i < capacity; i++) {
        runs[i] = new CurrentRun();
      }
    }
    runs[runCount].begin(kind, separator, at);
    before = object == null ? null : object.takeRun(kind, separator.length, runCount, window, at);
    runsBefore[runCount] = before;
    beforeIndex = 0;
    runCount++;
    step = Step.ELEMENT;
  }

  /**
   * Reads elements up to the end of their run. This is the loop that an event of a large service
   * spends its time in: most of it in one comparison.
   */
  private @Nullable Result elements() {
    byte[] in = window.bytes;
    int limit = window.end;
    CurrentRun run = runs[runCount - 1];
    int runStart = window.start + run.start;
    int p = window.start + at;
    hot:
    while (true) {
      at = p - window.start;
      step = Step.ELEMENT;
      RememberedRun known = before;
      boolean isInPlace = false;
      int equalUntil = p;

      // 1. Recall: as many elements as equal the remembered ones. Only an element that is equal to
      // its last byte counts, and what stands behind it is looked at for itself.
      while (known != null && beforeIndex < known.count && wasted <= WASTE_ALLOWED + at) {
        int there = known.start(beforeIndex);
        int equal =
            Bytes.equalPrefix(
                in, p, limit, known.bytes, known.base + there, known.base + known.length);
        work.compared += equal;
        int beyond = known.firstBeyond(there + equal, beforeIndex);
        if (beyond > beforeIndex) {
          take(run, known, beyond, p - runStart - there);
          p += known.ends[beyond - 1] - there;
          if (!isSeparator(run.separator, in, p, limit)) {
            at = p - window.start;
            step = Step.BEHIND_ELEMENT;
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
      int end = shaped(in, p, limit, run, isInPlace ? known : null, equalUntil);
      // 3. Else it is for Jackson to tokenize.
      if (end < 0) {
        return end == Shape.MORE ? Result.MORE : Result.UNKNOWN;
      }
      work.shaped += end - p;
      p = end;
      if (!isSeparator(run.separator, in, p, limit)) {
        at = p - window.start;
        step = Step.BEHIND_ELEMENT;
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
  private int shaped(
      byte[] in, int p, int limit, CurrentRun run, @Nullable RememberedRun known, int equalUntil) {
    List<ElementShape> layouts = shapes.elements(run.kind);
    boolean more = false;
    for (int i = 0; i < layouts.size(); i++) {
      int end = layouts.get(i).shape.match(in, p, limit, found);
      if (end >= 0) {
        ElementShape layout = i == 0 ? layouts.get(0) : Shapes.used(layouts, i);
        return add(layout, in, p, end, run, known, equalUntil) ? end : Shape.NO;
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
      CurrentRun run,
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
  private void take(CurrentRun run, RememberedRun known, int beyond, int shift) {
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

  /** An element is read, and what follows is no separator, or has not arrived. */
  private @Nullable Result behindElement() {
    CurrentRun run = runs[runCount - 1];
    int p = window.start + at;
    if (isSeparator(run.separator, window.bytes, p, window.end)) {
      at += run.separator.length;
      step = Step.ELEMENT;
      return null;
    }
    int there = Math.min(run.separator.length, window.end - p);
    if (there < run.separator.length
        && Arrays.equals(run.separator, 0, there, window.bytes, p, p + there)) {
      return Result.MORE;
    }
    if (before != null) {
      differences.addGone(before, beforeIndex, before.count);
      before = null;
    }
    step = Step.PASSAGE;
    return null;
  }

  // ---- between the runs ----

  private @Nullable Result passage() {
    byte[] in = window.bytes;
    int from = window.start + at;
    int limit = window.end;
    int index = runCount - 1;
    Passage.Form form = Objects.requireNonNull(first).form;
    Passage.Run after = runs[index].kind;
    Passage own = object == null ? null : object.passage(index);
    boolean more = false;
    if (own != null && own.form == form && own.after == after) {
      int end = own.shape.match(in, from, limit, found);
      if (end >= 0) {
        passages[index] = own;
        follow(own, end);
        return null;
      }
      more = end == Shape.MORE;
    }
    List<Passage> known = shapes.passages(form, after);
    for (int i = 0; i < known.size(); i++) {
      int end = known.get(i).shape.match(in, from, limit, found);
      if (end >= 0) {
        Passage passage = Shapes.used(known, i);
        passages[index] = passage;
        follow(passage, end);
        return null;
      }
      more |= end == Shape.MORE;
    }
    return more ? Result.MORE : Result.UNKNOWN;
  }

  // ---- the event is complete ----

  /** Makes the event known, and what it says the memory of its object. */
  void finish(EndpointsView event, boolean readPorts) {
    Opening opening = Objects.requireNonNull(Objects.requireNonNull(first).opening);
    RememberedObject known = object;
    if (known != null) {
      known.addUnusedRunsTo(differences);
      differences.settle(subsets);
    }
    event.set(opening.type(), opening.isSlice(), metadata, subsets, readPorts);
    event.setChanges(differences);
    if (isItem) {
      return;
    }
    if (opening.type() != EventType.DELETED) {
      remember(event);
    } else if (known != null) {
      memory.remove(known);
    }
  }

  private void remember(EndpointsEvent event) {
    Passage passage = Objects.requireNonNull(first);
    RememberedObject known = object;
    if (known == null) {
      known = new RememberedObject(event, passage);
      memory.add(known);
    } else {
      known.rememberOpening(passage);
    }
    known.remember(runs, runsBefore, passages, runCount, window);
    memory.seen(known);
  }
}
