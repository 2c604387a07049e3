package dev.watchstream.replay.body;

import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.WatchBody;
import dev.watchstream.replay.history.Change;
import dev.watchstream.replay.history.RecordedEvent;
import dev.watchstream.replay.history.ResourceHistory;
import dev.watchstream.replay.history.ResourceHistory.Moment;
import dev.watchstream.replay.history.StoredObject;
import dev.watchstream.replay.history.Versioned;
import dev.watchstream.replay.history.WatchEventType;
import dev.watchstream.replay.options.Selection;
import dev.watchstream.replay.time.Bookmarks;
import dev.watchstream.replay.time.ReplayClock;
import dev.watchstream.replay.time.ReplayControl;
import dev.watchstream.replay.time.StoryClock;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A watch made from the history, one event per chunk: first the objects that exist, then what
 * happens from a position on, and bookmarks.
 */
public final class BuiltBody implements WatchBody {
  private final ResourceHistory history;
  private final Selection selection;
  private final WatchEventJson json;
  private final StoryClock story;
  private final ReplayControl control;
  private final @Nullable Bookmarks bookmarks;
  private final ReplayClock clock = new FrameClock();

  private final Iterator<Initial> initial;

  /** No bookmark is older: a client never goes back. */
  private final long oldest;

  /** Whether the next bookmark marks the end of the initial events. */
  private boolean tellsEnd;

  /** Every change before it was sent, or is not selected. */
  private long position;

  /** Volatile, like the next fields: any thread may ask the clock. */
  private volatile @Nullable Event ahead;

  /** When the bookmark that is waited for, or was just handed out, is due; negative for none. */
  private volatile long bookmarkDue = -1;

  private final boolean tellsEndAtOnce;
  private volatile long lastAt;
  private boolean hasToldAll;

  /** An object that is there when the watch begins. */
  public record Initial(Versioned object, long atNanos, @Nullable RecordedEvent recorded) {}

  /** What this watch has to send, and the position behind it. */
  private record Event(
      WatchEventType type,
      Versioned object,
      long atNanos,
      @Nullable RecordedEvent recorded,
      long after) {}

  /**
   * Where a watch begins.
   *
   * @param initial sent first, in order of time
   * @param version that was asked for, which may lie between two changes before that position; 0
   *     for any
   * @param tellsEnd whether a bookmark marks the end of the initial events
   * @param tellsEndAtOnce whether that bookmark is sent at once rather than at its regular time
   */
  public record Beginning(
      long position,
      List<Initial> initial,
      long version,
      boolean tellsEnd,
      boolean tellsEndAtOnce) {}

  /** {@code bookmarks} is null when there shall be none. */
  public BuiltBody(
      ResourceHistory history,
      Selection selection,
      Beginning beginning,
      WatchEventJson json,
      StoryClock story,
      ReplayControl control,
      @Nullable Bookmarks bookmarks) {
    this.history = history;
    this.selection = selection;
    this.position = beginning.position();
    this.initial = beginning.initial().iterator();
    this.lastAt = beginning.initial().isEmpty() ? history.timeAt(position) : 0;
    this.oldest = beginning.version();
    this.tellsEnd = beginning.tellsEnd();
    this.tellsEndAtOnce = beginning.tellsEndAtOnce();
    this.json = json;
    this.story = story;
    this.control = control;
    this.bookmarks = bookmarks;
  }

  @Override
  public ReplayClock clock() {
    return clock;
  }

  @Override
  public Frame next() {
    bookmarkDue = -1;
    if (initial.hasNext()) {
      Initial first = initial.next();
      return chunk(
          first.atNanos(),
          json.event(WatchEventType.ADDED, first.object(), first.atNanos(), first.recorded()));
    }
    if (tellsEndAtOnce && tellsEnd) {
      return bookmark();
    }
    Event event = ahead == null ? find() : ahead;
    ahead = event;
    hasToldAll = event == null || story.isBeyondTheEnd(event.atNanos());
    long untilEvent =
        event == null || hasToldAll ? Long.MAX_VALUE : story.nanosUntil(event.atNanos());
    if (bookmarks != null && bookmarks.nanosUntilNext() < untilEvent) {
      bookmarkDue = bookmarks.due();
      // Not made before it is due: until then a step may bring the event forward.
      return bookmarks.nanosUntilNext() > 0
          ? new Frame.Later(lastAt)
          : bookmark(bookmarks, event == null ? Long.MAX_VALUE : event.after() - 1);
    }
    if (event == null || hasToldAll) {
      return new Frame.Quiet(lastAt);
    }
    ahead = null;
    position = event.after();
    return chunk(
        event.atNanos(),
        json.event(event.type(), event.object(), event.atNanos(), event.recorded()));
  }

  @Override
  public boolean hasToldAll() {
    return hasToldAll;
  }

  @Override
  public void close() {
    control.close(story);
  }

  private Frame bookmark(Bookmarks due, long before) {
    // Nothing up to the next event is selected, so the bookmark may count it as seen.
    due.take();
    long now = story.now();
    long end = Math.min(before, position + history.positionsOfALap());
    Moment next = history.at(position);
    while (next != null && position < end && next.atNanos() <= now) {
      position++;
      next = history.at(position);
    }
    return bookmark();
  }

  private Frame bookmark() {
    boolean isEnd = tellsEnd;
    tellsEnd = false;
    return chunk(lastAt, json.bookmark(Math.max(oldest, history.versionAt(position)), isEnd));
  }

  private Frame chunk(long atNanos, ByteBuffer bytes) {
    lastAt = Math.max(lastAt, atNanos);
    return new Frame.Chunk(lastAt, bytes);
  }

  private @Nullable Event find() {
    long end = position + history.positionsOfALap();
    for (long at = position; at <= end; at++) {
      Moment moment = history.at(at);
      if (moment == null) {
        return null;
      }
      Event event = selected(moment, at + 1);
      if (event != null) {
        return event;
      }
    }
    return null;
  }

  private @Nullable Event selected(Moment moment, long after) {
    Change change = moment.change();
    StoredObject object = change.object();
    if (object == null) {
      return null;
    }
    StoredObject previous = change.previous();
    boolean now = object.isIn(selection);
    if (change.type() == WatchEventType.DELETED) {
      // Sent only if the client has seen the object, that is, if it was selected before.
      boolean seen = previous == null ? now : previous.isIn(selection);
      return seen ? event(change.type(), object, moment, change.recorded(), after) : null;
    }
    boolean unknown = previous == null && change.type() == WatchEventType.MODIFIED;
    boolean before = previous == null ? unknown && now : previous.isIn(selection);
    if (now) {
      return event(
          before ? change.type() : WatchEventType.ADDED, object, moment, change.recorded(), after);
    }
    // It leaves the selection: it is deleted for this client, as it last saw it.
    return before && previous != null
        ? event(WatchEventType.DELETED, previous, moment, null, after)
        : null;
  }

  private static Event event(
      WatchEventType type,
      StoredObject object,
      Moment moment,
      @Nullable RecordedEvent recorded,
      long after) {
    return new Event(
        type, new Versioned(object, moment.version()), moment.atNanos(), recorded, after);
  }

  /** The story's time for events, real time for bookmarks. */
  private final class FrameClock implements ReplayClock {
    @Override
    public long nanosUntil(long atNanos) {
      long due = bookmarkDue;
      // A bookmark bears the time of the frame before; any other time is one of the story.
      return due < 0 || bookmarks == null || atNanos != lastAt
          ? story.nanosUntil(atNanos)
          : bookmarks.nanosUntil(due);
    }

    @Override
    public Runnable onChange(Runnable listener) {
      return story.onChange(listener);
    }
  }
}
