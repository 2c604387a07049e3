package dev.watchstream.client;

import dev.watchstream.client.KnownObjects.Known;
import dev.watchstream.client.WatchNotice.Source;
import dev.watchstream.parser.BookmarkEvent;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.EventType;
import dev.watchstream.parser.ListEndEvent;
import dev.watchstream.parser.StatusEvent;
import dev.watchstream.parser.StreamEvent;
import org.jspecify.annotations.Nullable;

/**
 * Turns the events of lists and watches into one sequence of changes without gaps or repeats, and
 * keeps the version that this has reached.
 *
 * <p>A whole state is read from a list, or from the initial events of a watch that begins without a
 * version. Those come in any order, so until all have arrived no version is safe to resume from:
 * {@link #resumeVersion()} is null, and after a cut the state is read from its beginning. It ends
 * at a bookmark, or before the first change, or, where only one object can match, after that
 * object.
 */
final class ChangeTracker {

  /** What one request has brought. */
  static final class Told {
    /** Whether anything of it was new, or moved the version. */
    boolean hasProgress;

    /** The ERROR event in the body. */
    @Nullable StatusEvent error;

    /** Whether a watch was asked for, but a list or an object came. */
    boolean isNoWatch;

    /** Whether the body held the end of a list. */
    boolean hasListEnd;

    /** Whether the page of a list has an object that no earlier page had. */
    boolean hasMentioned;

    /** The token for the list's next page; null after the last one. */
    @Nullable String continueToken;
  }

  private final WatchListener listener;
  private final boolean isSingleObject;
  private final Tally tally;
  private final KnownObjects known;

  private @Nullable String resumeVersion;
  private boolean hasSynced;
  private boolean inState;
  private boolean endsWithMarker;

  /** The version that this watch was resumed from. */
  private @Nullable String resumedFrom;

  private Told told = new Told();

  ChangeTracker(WatchListener listener, boolean isSingleObject, long maxKnownBytes, Tally tally) {
    this.known = new KnownObjects(maxKnownBytes);
    this.listener = listener;
    this.isSingleObject = isSingleObject;
    this.tally = tally;
  }

  /** The version from which a watch can go on; null when the state has to be read first. */
  @Nullable String resumeVersion() {
    return resumeVersion;
  }

  /** The version is of no use: the state has to be read again. */
  void forgetVersion() {
    resumeVersion = null;
  }

  boolean hasSynced() {
    return hasSynced;
  }

  /** Whether a whole state is being read. */
  boolean isInState() {
    return inState;
  }

  /** What the current request has brought so far. */
  Told told() {
    return told;
  }

  /** A page of a list begins; the first one begins a state. */
  void beginPage(boolean isFirst) {
    beginRequest();
    if (isFirst) {
      known.beginState();
    }
    inState = true;
  }

  /**
   * A watch begins: from {@link #resumeVersion()}, or else with a state.
   *
   * @param withMarker whether only the bookmark of {@code sendInitialEvents} ends the state
   */
  void beginWatch(boolean withMarker) {
    beginRequest();
    resumedFrom = resumeVersion;
    inState = resumeVersion == null;
    endsWithMarker = withMarker;
    if (inState) {
      known.beginState();
    }
  }

  private void beginRequest() {
    resumedFrom = null;
    told = new Told();
  }

  void onListEvent(StreamEvent event) {
    tally.events.incrementAndGet();
    if (event instanceof EndpointsEvent object) {
      told.hasMentioned |= !known.isMentioned(object);
      tellIfNew(object);
    } else if (event instanceof ListEndEvent end) {
      told.hasListEnd = true;
      told.continueToken = end.continueToken();
      if (told.continueToken == null) {
        String version = end.resourceVersion();
        endState(version == null || version.isEmpty() ? null : version);
      }
    } else if (event instanceof StatusEvent status) {
      told.error = status;
    }
  }

  void onWatchEvent(StreamEvent event) {
    tally.events.incrementAndGet();
    if (event.type() == EventType.LISTED || event.type() == EventType.LIST_END) {
      told.isNoWatch = true;
    } else if (event instanceof EndpointsEvent object) {
      onWatched(object);
    } else if (event instanceof BookmarkEvent bookmark) {
      onBookmark(bookmark);
    } else if (event instanceof StatusEvent status) {
      told.error = status;
    }
  }

  private void onWatched(EndpointsEvent event) {
    String version = event.resourceVersion();
    if (!inState && known.isOutdated(event)) {
      tally.repeats.incrementAndGet();
      return;
    }
    if (resumedFrom != null && version != null) {
      // An unknown object at an old version was already told as deleted.
      if (ResourceVersion.isAtMost(version, resumedFrom) && !known.isKnown(event)) {
        tally.repeats.incrementAndGet();
        return;
      }
    }
    boolean isChange = event.type() != EventType.ADDED;
    if (inState && isChange && !endsWithMarker) {
      endState(null);
    }
    tellIfNew(event);
    if (inState && isSingleObject && !endsWithMarker) {
      endState(version);
    }
    if (!inState && version != null) {
      moveTo(version);
    }
  }

  private void onBookmark(BookmarkEvent bookmark) {
    tally.bookmarks.incrementAndGet();
    String version = bookmark.resourceVersion();
    if (inState && (!endsWithMarker || bookmark.initialEventsEnd())) {
      endState(version);
    }
    if (!inState && version != null) {
      moveTo(version);
      tell(new WatchNotice.Bookmark(version));
    }
  }

  /** The version to resume from only rises: anything older was told before. */
  private void moveTo(String version) {
    if (resumeVersion == null || !ResourceVersion.isAtMost(version, resumeVersion)) {
      told.hasProgress = true;
      resumeVersion = version;
    }
  }

  private void tellIfNew(EndpointsEvent event) {
    Known replaced = known.takeReplaced(event);
    if (replaced != null) {
      tellDelete(replaced);
    }
    boolean isNews = known.isNews(event);
    known.takeExcess().forEach(this::tellDelete);
    if (isNews) {
      tellChange(event, source());
    } else {
      tally.repeats.incrementAndGet();
    }
  }

  private void endState(@Nullable String version) {
    known.endState().forEach(this::tellDelete);
    boolean isRelist = hasSynced;
    inState = false;
    hasSynced = true;
    if (isRelist) {
      tally.relists.incrementAndGet();
    }
    if (version != null) {
      resumeVersion = version;
    }
    tell(new WatchNotice.Synced(version, isRelist));
  }

  private void tellDelete(Known object) {
    tellChange(object.toDelete(), Source.RELIST);
  }

  private Source source() {
    if (!inState) {
      return Source.WATCH;
    }
    return hasSynced ? Source.RELIST : Source.INITIAL;
  }

  private void tellChange(EndpointsEvent event, Source source) {
    told.hasProgress = true;
    tally.changes.incrementAndGet();
    tell(new WatchNotice.Change(event, source));
  }

  void tell(WatchNotice notice) {
    try {
      listener.onNotice(notice);
    } catch (RuntimeException e) {
      throw new ListenerFailure(e);
    }
  }
}
