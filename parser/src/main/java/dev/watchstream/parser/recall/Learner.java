package dev.watchstream.parser.recall;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.EventType;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.jackson.EndpointsView;
import dev.watchstream.parser.jackson.TokenMarks;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Learns from the events that the plain reader has read: their shapes, and what their objects say
 * now.
 */
final class Learner {

  private final Shapes shapes;
  private final Memory memory;
  private final ParserOptions options;
  private final TokenMarks marks;
  private final Differences differences = new Differences();

  Learner(Shapes shapes, Memory memory, ParserOptions options, TokenMarks marks) {
    this.shapes = shapes;
    this.memory = memory;
    this.options = options;
    this.marks = marks;
  }

  /**
   * Learns from an event whose bytes are in the window.
   *
   * @param from where it begins, from the window's start
   * @param to where it ends
   * @param isItem whether it is an item of a list; what that says is not remembered
   * @param kindIsKnown whether the list told the kind of its items
   */
  void learn(
      EndpointsView event, Window window, int from, int to, boolean isItem, boolean kindIsKnown) {
    RememberedObject known = isItem ? null : memory.find(event);
    if (known != null && !Objects.equals(known.uid, event.uid())) {
      memory.remove(known);
      known = null;
    }
    Lesson lesson;
    try {
      lesson =
          new Lesson(
              shapes, options, event, marks, window, from, to, isItem, isItem && kindIsKnown);
    } catch (Lesson.Unlearnable e) {
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
      EndpointsView event, Lesson lesson, Window window, @Nullable RememberedObject known) {
    List<CurrentRun> runs = lesson.runs();
    if (known != null) {
      differences.begin();
      known.beginEvent();
      known.addUnusedRunsTo(differences);
      for (CurrentRun run : runs) {
        differences.addAllFresh(run);
      }
      differences.settle(event.buffer());
      event.setChanges(differences);
    }
    if (event.type() == EventType.DELETED) {
      if (known != null) {
        memory.remove(known);
      }
      return;
    }
    RememberedObject object = known;
    if (object == null) {
      object = new RememberedObject(event, lesson.opening());
      memory.add(object);
    } else {
      object.rememberOpening(lesson.opening());
    }
    object.remember(
        runs.toArray(CurrentRun[]::new),
        new RememberedRun[runs.size()],
        lesson.passagesBehindRuns().toArray(Passage[]::new),
        runs.size(),
        window);
    memory.seen(object);
  }

  /**
   * An event was read that nothing is learned from: what its object said before is no longer so.
   */
  void forget(EndpointsEvent event) {
    RememberedObject known = memory.find(event);
    if (known != null) {
      memory.remove(known);
    }
  }
}
