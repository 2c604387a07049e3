package dev.watchstream.parser.recall;

import dev.watchstream.parser.EventType;
import dev.watchstream.parser.bytes.TextPool;
import dev.watchstream.parser.jackson.EndpointsView;
import dev.watchstream.parser.jackson.Metadata;
import dev.watchstream.parser.jackson.SubsetsBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event without Jackson, by what Jackson has accepted before.
 *
 * <p>The invariant: every byte of an event that is read here equals a byte that Jackson accepted at
 * the same place in the grammar, or is the content of a hole in a {@link LayoutTrie} that Jackson
 * accepted. An event with any other byte is left to Jackson as a whole: until an event is complete,
 * nothing of it is handed out or remembered.
 *
 * <p>An event is a first {@link Segment}, then runs of elements with a segment after each. A step
 * that needs more input starts over when that has arrived.
 */
final class EventWalk {

  /** The result of reading on. */
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
    START,
    RUN,
    BEHIND_RUN,
    NOTHING
  }

  private final Window window;
  private final Layouts layouts;
  private final Memory memory;
  private final ReaderWork work;
  private final TextPool pool = new TextPool();

  private Step step = Step.START;
  private boolean isItem;

  /** Counted from the window's start, as its bytes may move. */
  private int eventStart;

  /**
   * The parts of the first segment: indexes of the input when the window began at {@link
   * #foundWhen}.
   */
  private final Found found = new Found();

  private int foundWhen;

  // What the event has said.

  private @Nullable Segment first;
  private @Nullable Segment segment;
  private final Metadata metadata = new Metadata();
  private final SubsetsBuffer subsets = new SubsetsBuffer();
  private final Lists lists = new Lists();

  // What it is compared with, and what it changes.

  private final Differences differences = new Differences();
  private final RunWalk run;

  /** An older object of the same name, to be forgotten when the event is complete. */
  private @Nullable ObjectMemory replaced;

  EventWalk(Window window, Layouts layouts, Memory memory, ReaderWork work) {
    this.window = window;
    this.layouts = layouts;
    this.memory = memory;
    this.work = work;
    this.run = new RunWalk(window, layouts, work, pool, lists, subsets, differences);
  }

  /**
   * Gets ready for the event, or the list's item, that begins this far behind the window's start.
   */
  void begin(int newEventStart, boolean newIsItem) {
    eventStart = newEventStart;
    window.at = newEventStart;
    isItem = newIsItem;
    step = Step.START;
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
            case START -> start();
            case RUN -> run();
            case BEHIND_RUN -> walk(layouts.behind(Objects.requireNonNull(segment).state));
            case NOTHING -> Result.EVENT;
          };
      if (result != null) {
        return result;
      }
    }
  }

  private @Nullable Result start() {
    LayoutTrie<Segment> trie = layouts.starts(isItem);
    int end = trie.walk(window.bytes, window.start + window.at, window.end, found);
    if (end < 0) {
      return end == LayoutTrie.MORE ? Result.MORE : Result.UNKNOWN;
    }
    Segment said = trie.reached();
    first = said;
    foundWhen = window.start;
    beginObject(said, window.bytes);
    follow(said, end);
    return null;
  }

  /** The first segment says which object the event is about. */
  private void beginObject(Segment said, byte[] in) {
    clearUnsaid(said);
    ObjectMemory known = isItem ? null : memory.find(said.isSlice, in, found);
    replaced = null;
    if (known != null && !known.hasUid(in, found)) {
      // Deleted and created again: what the old one said no longer holds.
      replaced = known;
      known = null;
    }
    if (known == null) {
      metadata.namespace = found.text(Segment.NAMESPACE, in, pool);
      metadata.name = found.text(Segment.NAME, in, isItem ? pool : null);
      metadata.uid = found.text(Segment.UID, in, null);
    } else {
      metadata.namespace = known.namespace;
      metadata.name = known.name;
      metadata.uid = known.uid;
    }
    if (said.isSlice) {
      metadata.serviceName =
          known != null && known.hasServiceName(in, found)
              ? known.serviceName
              : found.text(Segment.SERVICE_NAME, in, pool);
    }
    metadata.isTruncated = found.says(Segment.OVER_CAPACITY, in, Metadata.TRUNCATED);
    metadata.resourceVersion.set(
        in, found.starts[Segment.RESOURCE_VERSION], found.length(Segment.RESOURCE_VERSION));
    run.heldAgainst.begin(known);
    differences.begin();
    lists.clear();
    run.beginEvent();
    subsets.clear();
    if (said.isSlice) {
      subsets.beginSubset();
    }
  }

  /** Makes the parts that the event does not have empty. */
  private void clearUnsaid(Segment said) {
    for (int part = Segment.NAMESPACE; part <= Segment.OVER_CAPACITY; part++) {
      if (!said.isInHole(part)) {
        found.add(part, foundWhen, foundWhen, true);
      }
    }
  }

  private void follow(Segment said, int end) {
    // A path to a run includes the first byte of its first element.
    int to = (said.next == null ? end : end - 1) - window.start;
    work.shaped += to - window.at;
    window.at = to;
    said.addSubsetsTo(subsets);
    segment = said;
    if (said.next == null) {
      step = Step.NOTHING;
    } else {
      run.begin(said.next, said.separator);
      step = Step.RUN;
    }
  }

  private @Nullable Result run() {
    Result result = run.read();
    if (result == null) {
      step = Step.BEHIND_RUN;
    }
    return result;
  }

  private @Nullable Result walk(LayoutTrie<Segment> trie) {
    int end = trie.walk(window.bytes, window.start + window.at, window.end, found);
    if (end < 0) {
      return end == LayoutTrie.MORE ? Result.MORE : Result.UNKNOWN;
    }
    follow(trie.reached(), end);
    return null;
  }

  // ---- the event is complete ----

  /** Fills {@code event}, and remembers what it says of its object. */
  void finish(EndpointsView event, boolean readPorts) {
    Segment said = Objects.requireNonNull(first);
    ObjectMemory known = run.heldAgainst.object;
    if (known != null) {
      run.heldAgainst.addUnusedTo(differences);
      differences.settle(lists, subsets);
    }
    event.set(said.type, said.isSlice, metadata, subsets, readPorts);
    event.setChanges(differences);
    if (replaced != null) {
      memory.remove(replaced);
    }
    if (isItem) {
      return;
    }
    if (said.type == EventType.DELETED) {
      if (known != null) {
        memory.remove(known);
      }
      return;
    }
    if (known == null) {
      found.move(window.start - foundWhen);
      known = new ObjectMemory(said.isSlice, metadata, window.bytes, found, lists.length());
      memory.add(known);
    }
    known.remember(
        lists,
        lists.sameCount,
        window.bytes,
        window.start + run.listsStart(),
        window.isCallersChunk());
    memory.seen(known);
  }
}
