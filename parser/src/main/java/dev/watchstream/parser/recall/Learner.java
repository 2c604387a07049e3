package dev.watchstream.parser.recall;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.EventType;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.jackson.EndpointsView;
import dev.watchstream.parser.jackson.Metadata;
import dev.watchstream.parser.jackson.TokenMarks;
import java.io.ByteArrayOutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Learns from the events that the plain reader has read: their layouts, and the new state of their
 * objects.
 */
final class Learner {

  private final Layouts layouts;
  private final Memory memory;
  private final ParserOptions options;
  private final TokenMarks marks;
  private final HeldAgainst heldAgainst = new HeldAgainst();
  private final Differences differences = new Differences();

  // What the event says of its object, as if a walk had found it.

  private final Metadata metadata = new Metadata();
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private final Found said = new Found();

  Learner(Layouts layouts, Memory memory, ParserOptions options, TokenMarks marks) {
    this.layouts = layouts;
    this.memory = memory;
    this.options = options;
    this.marks = marks;
  }

  /**
   * Learns from an event whose bytes are in the window.
   *
   * @param from where it begins, from the window's start
   * @param to where it ends
   * @param isItem whether it is an item of a list; items are not remembered as objects
   * @param kindIsKnown whether the list names the kind of its items
   */
  void learn(
      EndpointsView event, Window window, int from, int to, boolean isItem, boolean kindIsKnown) {
    ObjectMemory known = isItem ? null : find(event);
    if (known != null && !Objects.equals(known.uid, event.uid())) {
      memory.remove(known);
      known = null;
    }
    LearnedEvent lesson;
    try {
      lesson =
          new LearnedEvent(
              layouts, options, event, marks, window, from, to, isItem, isItem && kindIsKnown);
    } catch (LearnedEvent.Unlearnable e) {
      if (known != null) {
        memory.remove(known);
      }
      return;
    }
    lesson.teach();
    if (!isItem) {
      remember(event, lesson, window, known);
    }
  }

  private void remember(
      EndpointsView event, LearnedEvent lesson, Window window, @Nullable ObjectMemory known) {
    Lists lists = lesson.lists();
    if (known != null) {
      heldAgainst.begin(known);
      differences.begin();
      heldAgainst.addUnusedTo(differences);
      differences.addAllFresh(lists);
      differences.settle(lists, event.buffer());
      event.setChanges(differences);
    }
    if (event.type() == EventType.DELETED) {
      if (known != null) {
        memory.remove(known);
      }
      return;
    }
    ObjectMemory object = known;
    if (object == null) {
      object =
          new ObjectMemory(event.isSlice(), metadata, text.toByteArray(), said, lists.length());
      memory.add(object);
    }
    object.remember(lists, 0, window.bytes, lesson.listsStart(), window.isCallersChunk());
    memory.seen(object);
  }

  /** Nothing is learned from this event, but what is remembered of its object no longer holds. */
  void forget(EndpointsEvent event) {
    ObjectMemory known = find(event);
    if (known != null) {
      memory.remove(known);
    }
  }

  private @Nullable ObjectMemory find(EndpointsEvent event) {
    metadata.namespace = event.namespace();
    metadata.name = event.name();
    metadata.uid = event.uid();
    metadata.serviceName = event.serviceName();
    text.reset();
    find(Segment.NAMESPACE, metadata.namespace);
    find(Segment.NAME, metadata.name);
    find(Segment.UID, metadata.uid);
    find(Segment.SERVICE_NAME, metadata.serviceName);
    return memory.find(event.isSlice(), text.toByteArray(), said);
  }

  private void find(int part, @Nullable String what) {
    int start = text.size();
    if (what != null) {
      text.writeBytes(what.getBytes(UTF_8));
    }
    said.add(part, start, text.size(), false);
  }
}
