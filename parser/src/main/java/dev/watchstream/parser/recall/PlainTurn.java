package dev.watchstream.parser.recall;

import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.jackson.EndpointsView;
import dev.watchstream.parser.jackson.Kind;
import dev.watchstream.parser.jackson.PlainReader;
import org.jspecify.annotations.Nullable;

/**
 * The plain reader's turn: it is fed from the window until it stands between two events, or two
 * items of a list, and a layout is known for their start. Layouts are learned from what it reads.
 */
final class PlainTurn {

  /** In bytes; it gets no more at once, so that its turn can end soon. */
  private static final int MOST_FED = 8 << 10;

  private final PlainReader plain;
  private final Window window;
  private final Layouts layouts;
  private final Memory memory;
  private final Learner learner;
  private final Rest rest;
  private final ReaderWork work;

  /** The bytes of longer events are not kept to be learned from. */
  private final int mostLearned;

  private boolean isOn;

  /** Whether it has been fed anything in this turn. */
  private boolean hasFed;

  /** Whether the bytes of the event are kept to be learned from. */
  private boolean isLearning;

  private boolean isEnded;
  private boolean isPlainEnded;

  /** How many lists have begun so far. */
  private long listsBegun;

  PlainTurn(
      PlainReader plain,
      Window window,
      Layouts layouts,
      Memory memory,
      Learner learner,
      Rest rest,
      ReaderWork work,
      int mostLearned) {
    this.plain = plain;
    this.window = window;
    this.layouts = layouts;
    this.memory = memory;
    this.learner = learner;
    this.rest = rest;
    this.work = work;
    this.mostLearned = mostLearned;
  }

  /** Another stream begins. */
  void reset() {
    isOn = layouts.events.isEmpty();
    hasFed = false;
    learn(true);
    isEnded = false;
    isPlainEnded = false;
    listsBegun = 0;
  }

  /** The plain reader's turn begins, at the start of the window. */
  void begin() {
    isOn = true;
    window.at = 0;
    hasFed = false;
    learn(rest.isOver());
  }

  boolean isOn() {
    return isOn;
  }

  void endOfInput() {
    isEnded = true;
  }

  boolean isEnded() {
    return isEnded;
  }

  private void learn(boolean fromNext) {
    isLearning = fromNext;
    plain.marks().want(fromNext);
  }

  /** The next event; null when the turn is over, or needs more input, or all is read. */
  @Nullable StreamEvent next() {
    while (true) {
      StreamEvent event = plain.next();
      if (event != null) {
        read(event);
        return event;
      }
      noteList();
      boolean isBetween = hasFed && (plain.isBetweenEvents() || plain.isBetweenItems());
      if (isBetween || !isLearning || window.at > mostLearned) {
        learn(isBetween && rest.isOver());
        window.consume(window.start + window.at);
      }
      if (isBetween && rest.isOver() && !layouts.starts(plain.isBetweenItems()).isEmpty()) {
        isOn = false;
        return null;
      }
      if (window.at < window.size() || window.grow()) {
        feed();
      } else if (isEnded && !isPlainEnded) {
        isPlainEnded = true;
        plain.endOfInput();
      } else {
        return null;
      }
    }
  }

  /**
   * Feeds up to where an event may end, so that the plain reader then stands between two events.
   */
  private void feed() {
    int from = window.start + window.at;
    int to = Math.min(window.end, from + MOST_FED);
    if (rest.isOver()) {
      byte end = (byte) (plain.isInList() ? '}' : '\n');
      int i = from;
      while (i < to && window.bytes[i] != end) {
        i++;
      }
      to = Math.min(to, i + 1);
    }
    plain.feed(window.bytes, from, to - from);
    hasFed = true;
    window.at = to - window.start;
  }

  private void read(StreamEvent event) {
    work.tokenized += plain.eventEnd() - plain.eventStart();
    int from = (int) (plain.eventStart() - window.offset);
    int to = (int) (plain.eventEnd() - window.offset);
    noteList();
    if (event instanceof EndpointsView endpoints) {
      boolean isItem = plain.isInList();
      if (isLearning && from >= 0 && plain.marks().areOf(plain.eventStart(), plain.eventEnd())) {
        boolean listTellsKind = !Kind.ofItems(plain.listKind()).isEmpty();
        learner.learn(endpoints, window, from, to, isItem, listTellsKind);
      } else {
        learner.forget(endpoints);
      }
      rest.countTokenized();
      if (!rest.isOver()) {
        learn(false);
      }
    }
    if (isLearning && from >= 0) {
      window.consume(window.start + to);
    }
  }

  /** A new list replaces everything that was known before. */
  private void noteList() {
    if (listsBegun != plain.listsBegun()) {
      listsBegun = plain.listsBegun();
      layouts.forgetItems();
      memory.clear();
    }
  }
}
