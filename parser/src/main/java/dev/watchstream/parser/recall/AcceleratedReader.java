package dev.watchstream.parser.recall;

import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.ReaderStatistics;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.jackson.EndpointsView;
import dev.watchstream.parser.jackson.EventReader;
import dev.watchstream.parser.jackson.PlainReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads events in three steps, each only where it gives what Jackson would give: bytes that equal
 * remembered ones are <em>recalled</em>; bytes of a layout that is known are read by their
 * <em>layout</em>; all else Jackson <em>tokenizes</em>, in the {@link PlainReader}, and from that
 * new layouts are learned.
 *
 * <p>{@link EventWalk} does the first two. It only ever reads whole events, or whole items of a
 * list, when the plain reader stands between two of them; the plain reader then skips those bytes.
 * So whatever is wrong with a stream, the plain reader finds it, in the same bytes.
 */
public final class AcceleratedReader extends EventReader {

  /** In bytes; longer white space between two items is left to the plain reader. */
  private static final int LONGEST_GAP = 1 << 10;

  /** 512 MiB: an array twice as long can still be allocated. */
  private static final int LONGEST_WALKED = 512 << 20;

  /**
   * A step that needs more input starts over when that has arrived; an event of long steps in small
   * chunks would take quadratic time. So the bytes walked in vain are limited, per byte of the
   * event (about what Jackson costs) and per chunk.
   */
  private static final int IN_VAIN_PER_BYTE = 8;

  private static final int IN_VAIN_PER_CHUNK = 4 << 10;

  private final ParserOptions options;
  private final PlainReader plain;
  private final Window window = new Window();
  final ReaderWork work = new ReaderWork();
  private final Layouts layouts;
  final Memory memory;
  private final EventWalk walk;
  private final Rest rest = new Rest();
  private final PlainTurn turn;
  private final @Nullable SelfCheck selfCheck;
  private final EndpointsView event = new EndpointsView();

  /**
   * In bytes; longer events are for the plain reader, which needs no array that holds a whole
   * event.
   */
  private final int mostWalked;

  /** Whether the walk has begun an event. */
  private boolean isWalking;

  /** How many bytes of this event were walked in vain, beyond what its chunks allow. */
  private long walkedInVain;

  public AcceleratedReader(ParserOptions options) {
    this(options, LONGEST_WALKED);
  }

  /** For tests, whose events are shorter than {@link #LONGEST_WALKED}. */
  AcceleratedReader(ParserOptions options, int longestWalked) {
    this.options = options;
    mostWalked = Math.min(options.maxEventBytes(), longestWalked);
    layouts = new Layouts(options);
    plain = new PlainReader(options);
    memory = new Memory(options.maxRecalledBytes(), work);
    walk = new EventWalk(window, layouts, memory, work);
    Learner learner = new Learner(layouts, memory, options, plain.marks());
    turn = new PlainTurn(plain, window, layouts, memory, learner, rest, work, mostWalked);
    selfCheck = options.selfCheckEvery() == 0 ? null : new SelfCheck(options);
    reset();
  }

  @Override
  public void reset() {
    memory.clear();
    work.clear();
    rest.clear();
    plain.reset();
    resume();
  }

  @Override
  public void resume() {
    plain.resume();
    window.reset();
    turn.reset();
    isWalking = false;
    eventStart = 0;
    eventEnd = 0;
  }

  @Override
  public void feed(byte[] bytes, int offset, int length) {
    window.feed(bytes, offset, length);
  }

  @Override
  public void endOfInput() {
    turn.endOfInput();
  }

  @Override
  public long eventCount() {
    return plain.eventCount();
  }

  @Override
  public ReaderStatistics statistics() {
    return work.toStatistics();
  }

  @Override
  public @Nullable StreamEvent next() {
    while (true) {
      if (turn.isOn()) {
        StreamEvent tokenized = turn.next();
        if (tokenized != null) {
          eventStart = plain.eventStart();
          eventEnd = plain.eventEnd();
          return tokenized;
        }
        if (turn.isOn()) {
          park();
          return null;
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
            if (!turn.isEnded()) {
              park();
              return null;
            }
            // The rest is not an event: the plain reader reports what it is.
            beginTokenizing();
          }
        }
      }
    }
  }

  /** All input is read: the caller may reuse the chunk. */
  private void park() {
    window.park();
    memory.keepLent();
  }

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
    if (result == EventWalk.Result.MORE && isWalkedInVain(window.size() - window.at)) {
      return EventWalk.Result.UNKNOWN;
    }
    int end = result == EventWalk.Result.EVENT ? walk.eventEnd() : window.size();
    // Events that are too long are for the plain reader to refuse.
    boolean isTooLong = end - walk.eventStart() > mostWalked || walk.eventStart() >= mostWalked;
    return isTooLong ? EventWalk.Result.UNKNOWN : result;
  }

  /**
   * Whether a step that needs more input has started over too often: Jackson need not start over.
   */
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
      // White space may go on without end, and must not be buffered.
      return window.size() > LONGEST_GAP ? EventWalk.Result.UNKNOWN : EventWalk.Result.MORE;
    }
    // If it were kept, the next chunk would have to be copied behind it.
    plain.passOverSpace(window.size());
    window.consume(window.end);
    return EventWalk.Result.MORE;
  }

  /** The event, or null when the self-check failed: then the plain reader reads it. */
  private @Nullable StreamEvent walked() {
    isWalking = false;
    rest.countRecognised();
    eventStart = window.offset + walk.eventStart();
    eventEnd = window.offset + walk.eventEnd();
    walk.finish(event, options.readPorts());
    if (selfCheck != null && selfCheck.isDue() && !isRight(selfCheck)) {
      // Nothing that was learned can be trusted any more.
      work.selfCheckFailures++;
      memory.clear();
      layouts.clear();
      rest.beginForEver();
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

  private void beginTokenizing() {
    isWalking = false;
    turn.begin();
  }
}
