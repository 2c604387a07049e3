package dev.watchstream.parser.recall;

import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.ReaderStatistics;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.jackson.EndpointsView;
import dev.watchstream.parser.jackson.EventReader;
import dev.watchstream.parser.jackson.Kind;
import dev.watchstream.parser.jackson.PlainReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads events in three steps, each only where it gives what Jackson would give: bytes that equal
 * remembered ones are <em>recalled</em>; bytes of a layout that is known are read by their
 * <em>shape</em>; all else Jackson <em>tokenizes</em>, in the {@link PlainReader}, and from that
 * new shapes are learned.
 *
 * <p>The first two are the {@link EventWalk}'s. It only ever reads whole events, or whole items of
 * a list, from where the plain reader stands between two of them; the plain reader is then told to
 * pass over those bytes. So whatever is wrong with a stream it is the plain reader that finds it,
 * from the same bytes.
 */
public final class AcceleratedReader implements EventReader {

  /** After so many events in a row that were not recognised, it is not tried for a while. */
  private static final int PATIENCE = 8;

  /** More white space between two items is left to the plain reader. */
  private static final int LONGEST_GAP = 1 << 10;

  /**
   * The plain reader gets no more at once, so that it is seen soon when it has come to the items of
   * a list, or may rest again.
   */
  private static final int MOST_FED = 8 << 10;

  /** 512 MiB: an array twice as long can still be had. */
  private static final int LONGEST_WALKED = 512 << 20;

  /**
   * A step that wants more input begins again when that has come; an event of long steps in small
   * chunks would take the square of its length. So many bytes of it may be walked in vain for each
   * that there is, which costs about what Jackson costs, and so many for each time that more came.
   */
  private static final int IN_VAIN_PER_BYTE = 8;

  private static final int IN_VAIN_PER_CHUNK = 4 << 10;

  private static final int SHORTEST_REST = 16;
  private static final int LONGEST_REST = 1024;

  private final ParserOptions options;
  private final PlainReader plain;
  private final Window window = new Window();
  final ReaderWork work = new ReaderWork();
  private final Shapes shapes;

  /**
   * What is longer is for the plain reader, which needs no array that holds an event in one piece.
   */
  private final int mostWalked;

  final Memory memory;
  private final EventWalk walk;
  private final Learner learner;
  private final @Nullable SelfCheck selfCheck;
  private final EndpointsView event = new EndpointsView();

  /** Whether it is the plain reader's turn, which has been fed so many bytes of the window. */
  private boolean isTokenizing;

  private int fed;

  /** Whether it has been fed anything in this turn. */
  private boolean hasFed;

  /** Whether the bytes of the event are kept to be learned from. */
  private boolean isLearning;

  /** Whether the walk has been told where its event begins. */
  private boolean isWalking;

  /**
   * How many bytes of this event were walked and have to be walked again: more input was wanted.
   */
  private long walkedInVain;

  private boolean isEnded;
  private boolean isPlainEnded;

  private int failures;
  private int rest;
  private int nextRest;

  /** Where the list begins whose items were read last. */
  private long listStart;

  private long eventStart;
  private long eventEnd;

  public AcceleratedReader(ParserOptions options) {
    this(options, LONGEST_WALKED);
  }

  /** For tests that have no event as long as that. */
  AcceleratedReader(ParserOptions options, int longestWalked) {
    this.options = options;
    mostWalked = Math.min(options.maxEventBytes(), longestWalked);
    shapes = new Shapes(options.maxRecalledBytes());
    plain = new PlainReader(options);
    memory = new Memory(options.maxRecalledBytes(), work);
    walk = new EventWalk(window, shapes, memory, work);
    learner = new Learner(shapes, memory, options, plain.marks());
    selfCheck = options.selfCheckEvery() == 0 ? null : new SelfCheck(options);
    reset();
  }

  @Override
  public void reset() {
    memory.clear();
    work.clear();
    resume();
    failures = 0;
    rest = 0;
    nextRest = SHORTEST_REST;
  }

  @Override
  public void resume() {
    plain.reset();
    window.reset();
    isTokenizing = shapes.areNone(false);
    fed = 0;
    hasFed = false;
    learn(true);
    isWalking = false;
    isEnded = false;
    isPlainEnded = false;
    listStart = -1;
    eventStart = 0;
    eventEnd = 0;
  }

  @Override
  public void feed(byte[] bytes, int offset, int length) {
    window.feed(bytes, offset, length);
  }

  @Override
  public void endOfInput() {
    isEnded = true;
  }

  @Override
  public long eventCount() {
    return plain.eventCount();
  }

  @Override
  public long eventStart() {
    return eventStart;
  }

  @Override
  public long eventEnd() {
    return eventEnd;
  }

  @Override
  public ReaderStatistics statistics() {
    return work.toStatistics();
  }

  @Override
  public @Nullable StreamEvent next() {
    while (true) {
      if (isTokenizing) {
        StreamEvent tokenized = tokenize();
        if (tokenized != null || isTokenizing) {
          return tokenized;
        }
      }
      switch (walk()) {
        case EVENT -> {
          StreamEvent walked = walked();
          if (walked != null) {
            return walked;
          }
        }
        case UNKNOWN -> beginTokenizing();
        case MORE -> {
          if (!window.grow()) {
            if (!isEnded) {
              park();
              return null;
            }
            // What is left is no event: the plain reader says what it is.
            beginTokenizing();
          }
        }
      }
    }
  }

  /** All input is read: the chunk is the caller's again. */
  private void park() {
    window.park();
    memory.keepLent();
  }

  // ---- recall and shape ----

  private EventWalk.Result walk() {
    if (!isWalking) {
      EventWalk.Result between = skipBetweenEvents();
      if (between != EventWalk.Result.EVENT) {
        return between;
      }
      isWalking = true;
      walkedInVain = 0;
    }
    EventWalk.Result result = walk.read();
    if (result == EventWalk.Result.MORE && isWalkedInVain(window.size() - walk.position())) {
      return EventWalk.Result.UNKNOWN;
    }
    int end = result == EventWalk.Result.EVENT ? walk.eventEnd() : window.size();
    // What is too long is for the plain reader to refuse.
    boolean isTooLong = end - walk.eventStart() > mostWalked || walk.eventStart() >= mostWalked;
    return isTooLong ? EventWalk.Result.UNKNOWN : result;
  }

  /** Whether a step that wants more input has begun again too often: Jackson can go on. */
  private boolean isWalkedInVain(int bytes) {
    work.walkedInVain += bytes;
    walkedInVain += bytes - IN_VAIN_PER_CHUNK;
    return walkedInVain > IN_VAIN_PER_BYTE * (long) window.size();
  }

  /** Finds where the next event begins: EVENT where it does. */
  private EventWalk.Result skipBetweenEvents() {
    boolean inList = plain.isBetweenItems();
    boolean needsComma = inList;
    for (int i = window.start; i < window.end; i++) {
      byte b = window.bytes[i];
      boolean isWhiteSpace = b == ' ' || b == '\n' || b == '\r' || b == '\t';
      if (b == ',' && needsComma) {
        needsComma = false;
      } else if (!isWhiteSpace) {
        if (needsComma) {
          return EventWalk.Result.UNKNOWN;
        }
        walk.begin(i - window.start, inList);
        return EventWalk.Result.EVENT;
      }
    }
    if (inList) {
      // There may be no end of white space, and it is not to be kept.
      return window.size() > LONGEST_GAP ? EventWalk.Result.UNKNOWN : EventWalk.Result.MORE;
    }
    // Kept, it would be in front of the next chunk, which then could not be read where it is.
    plain.passOverSpace(window.size());
    window.consume(window.end);
    return EventWalk.Result.MORE;
  }

  /** The event, or null when it is not what the plain reader reads: then it is that one's. */
  private @Nullable StreamEvent walked() {
    isWalking = false;
    failures = 0;
    nextRest = Math.max(SHORTEST_REST, nextRest / 2);
    eventStart = window.offset + walk.eventStart();
    eventEnd = window.offset + walk.eventEnd();
    walk.finish(event, options.readPorts());
    if (selfCheck != null && selfCheck.isDue() && !isRight(selfCheck)) {
      // Nothing that was learned can be trusted.
      work.selfCheckFailures++;
      memory.clear();
      shapes.clear();
      rest = Integer.MAX_VALUE;
      beginTokenizing();
      return null;
    }
    plain.passOver(walk.eventEnd());
    window.consume(window.start + walk.eventEnd());
    return event;
  }

  private boolean isRight(SelfCheck check) {
    work.selfChecks++;
    int from = window.start + walk.eventStart();
    int length = walk.eventEnd() - walk.eventStart();
    return check.isSame(event, window.bytes, from, length, plain.listKind());
  }

  // ---- tokenize ----

  private void beginTokenizing() {
    isWalking = false;
    isTokenizing = true;
    learn(rest == 0);
    fed = 0;
    hasFed = false;
  }

  private void learn(boolean fromNext) {
    isLearning = fromNext;
    plain.marks().want(fromNext);
  }

  private @Nullable StreamEvent tokenize() {
    while (true) {
      StreamEvent tokenized = plain.next();
      if (tokenized != null) {
        tokenized(tokenized);
        return tokenized;
      }
      noteList();
      boolean isBetween = hasFed && (plain.isBetweenEvents() || plain.isBetweenItems());
      if (isBetween || !isLearning || fed > mostWalked) {
        learn(isBetween && rest == 0);
        window.consume(window.start + fed);
        fed = 0;
      }
      if (isBetween && rest == 0 && !shapes.areNone(plain.isBetweenItems())) {
        isTokenizing = false;
        return null;
      }
      if (fed == window.size() && !window.grow()) {
        if (!isEnded) {
          park();
          return null;
        }
        if (isPlainEnded) {
          return null;
        }
        isPlainEnded = true;
        plain.endOfInput();
      } else {
        feedPlain();
      }
    }
  }

  /** Up to where an event may end, so that the plain reader stands between two of them. */
  private void feedPlain() {
    int from = window.start + fed;
    int to = Math.min(window.end, from + MOST_FED);
    if (rest == 0) {
      boolean inList = plain.isInList();
      int i = from;
      while (i < to && !mayEndAt(window.bytes, i, inList)) {
        i++;
      }
      to = Math.min(to, i + 1);
    }
    plain.feed(window.bytes, from, to - from);
    hasFed = true;
    fed = to - window.start;
  }

  private static boolean mayEndAt(byte[] bytes, int index, boolean inList) {
    return bytes[index] == (inList ? '}' : '\n');
  }

  private void tokenized(StreamEvent read) {
    eventStart = plain.eventStart();
    eventEnd = plain.eventEnd();
    work.tokenized += eventEnd - eventStart;
    int from = (int) (eventStart - window.offset);
    int to = (int) (eventEnd - window.offset);
    if (read instanceof EndpointsView endpoints) {
      boolean isItem = plain.isInList();
      noteList();
      if (isLearning && from >= 0 && plain.marks().areOf(eventStart, eventEnd)) {
        boolean listTellsKind = !Kind.ofItems(plain.listKind()).isEmpty();
        learner.learn(endpoints, window, from, to, isItem, listTellsKind);
      } else {
        learner.forget(endpoints);
      }
      countFailure();
    }
    if (isLearning && from >= 0) {
      window.consume(window.start + to);
      fed -= to;
    }
  }

  /** In a new list nothing holds that was said before. */
  private void noteList() {
    if (plain.isInList() && listStart != plain.rootStart()) {
      listStart = plain.rootStart();
      shapes.forgetItems();
      memory.clear();
    }
  }

  private void countFailure() {
    if (rest > 0) {
      rest -= rest == Integer.MAX_VALUE ? 0 : 1;
      return;
    }
    failures++;
    if (failures == PATIENCE) {
      failures = 0;
      rest = nextRest;
      nextRest = Math.min(LONGEST_REST, 2 * nextRest);
      learn(false);
    }
  }
}
