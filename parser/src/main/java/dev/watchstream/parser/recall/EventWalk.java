package dev.watchstream.parser.recall;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.EventType;
import dev.watchstream.parser.bytes.TextPool;
import dev.watchstream.parser.jackson.EndpointsView;
import dev.watchstream.parser.jackson.Metadata;
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
    RUN,
    PASSAGE,
    NOTHING
  }

  /** For so many elements the runs of an event keep room for those of the next one. */
  private static final long MOST_ROOM = 64 << 10;

  private final Window window;
  private final Shapes shapes;
  private final Memory memory;
  private final ReaderWork work;
  private final TextPool pool = new TextPool();

  private Step step = Step.OPENING;
  private boolean isItem;

  /** From the window's start: its bytes may move. */
  private int eventStart;

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
  private final Differences differences = new Differences();
  private final RunWalk run;

  EventWalk(Window window, Shapes shapes, Memory memory, ReaderWork work) {
    this.window = window;
    this.shapes = shapes;
    this.memory = memory;
    this.work = work;
    this.run = new RunWalk(window, shapes, work, pool, subsets, differences);
  }

  /** Gets ready for the event, or the list's item, that begins so far behind the window's start. */
  void begin(int newEventStart, boolean newIsItem) {
    eventStart = newEventStart;
    window.at = newEventStart;
    isItem = newIsItem;
    step = Step.OPENING;
  }

  /** How far behind the window's start the event begins. */
  int eventStart() {
    return eventStart;
  }

  /** How far behind the window's start the event ends. */
  int eventEnd() {
    return window.at;
  }

  Result read() {
    while (true) {
      Result result =
          switch (step) {
            case OPENING -> opening();
            case RUN -> run();
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
    int from = window.start + window.at;
    int limit = window.end;
    List<Passage> known = shapes.openings(isItem);
    RememberedObject candidate = null;
    boolean more = false;
    for (int i = 0; i < known.size(); i++) {
      Passage passage = known.get(i);
      int end = passage.shape.match(in, from, limit, found);
      if (end >= 0) {
        Shapes.used(known, i);
        opened(passage, isItem ? null : memory.find(passage, found), end);
        return null;
      }
      more |= end == Shape.MORE;
      if (!isItem && candidate == null && passage.tellsObject(found)) {
        // Of another layout, but it says whose event it is: perhaps laid out as that one's last.
        candidate = memory.find(passage, found);
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
      opened(passage, candidate, end);
    }
    return end >= 0;
  }

  private void opened(Passage passage, @Nullable RememberedObject named, int end) {
    Opening opening = Objects.requireNonNull(passage.opening);
    RememberedObject known = named;
    metadata.clear();
    if (known != null && !known.hasUid(opening, found)) {
      // Deleted and created again: what the old one said is no more.
      memory.remove(known);
      known = null;
    }
    if (known == null) {
      metadata.namespace = Passage.text(opening.namespace(), found, pool);
      metadata.name = Passage.text(opening.name(), found, pool);
      metadata.uid = Passage.text(opening.uid(), found, null);
      metadata.serviceName = Passage.text(opening.serviceName(), found, pool);
    } else {
      metadata.namespace = known.namespace;
      metadata.name = known.name;
      metadata.uid = known.uid;
      metadata.serviceName =
          Passage.says(known.serviceName, opening.serviceName(), found)
              ? known.serviceName
              : Passage.text(opening.serviceName(), found, pool);
      known.beginEvent();
    }
    metadata.isTruncated = Passage.says(Metadata.TRUNCATED, opening.overCapacity(), found);
    Passage.copyText(opening.resourceVersion(), found, metadata.resourceVersion);
    object = known;

    differences.begin();
    limitRoom();
    runCount = 0;
    run.beginEvent(known);
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
    int length = end - window.start - window.at;
    work.shaped += length;
    window.at += length;
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
    CurrentRun current = runs[runCount];
    current.begin(kind, separator, window.at);
    RememberedRun before =
        object == null ? null : object.takeRun(kind, separator.length, runCount, window);
    runsBefore[runCount] = before;
    run.begin(current, before);
    runCount++;
    step = Step.RUN;
  }

  private @Nullable Result run() {
    Result result = run.read();
    if (result == null) {
      step = Step.PASSAGE;
    }
    return result;
  }

  // ---- between the runs ----

  private @Nullable Result passage() {
    byte[] in = window.bytes;
    int from = window.start + window.at;
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
