package dev.watchstream.replay.engine;

import dev.watchstream.replay.engine.Accept.Chosen;
import dev.watchstream.replay.engine.BuiltBody.Beginning;
import dev.watchstream.replay.engine.BuiltBody.Initial;
import dev.watchstream.replay.engine.Frame.Ending;
import dev.watchstream.replay.engine.Timeline.InitialObject;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Decides what a watch sends. Safe for use by several threads. */
final class Watches {
  private final History history;
  private final Present present;
  private final ReplayControl control;
  private final ReplayOptions options;
  private final Surroundings surroundings;
  private final LongFunction<Instant> wallClock;

  Watches(
      History history,
      Present present,
      ReplayControl control,
      ReplayOptions options,
      Surroundings surroundings,
      LongFunction<Instant> wallClock) {
    this.history = history;
    this.present = present;
    this.control = control;
    this.options = options;
    this.surroundings = surroundings;
    this.wallClock = wallClock;
  }

  /**
   * @param byEvent whether the client wants each event apart, as over a WebSocket
   * @param timeoutNanos of real time
   */
  WatchBody open(
      Selection selection,
      ListOptions asked,
      Query query,
      Chosen as,
      boolean byEvent,
      long timeoutNanos)
      throws StatusException {
    EventJson json = new EventJson(selection.resource(), as, Lists.include(query, as), wallClock);
    if (timeoutNanos == 0) {
      return new FixedBody(control.open(0), control, null, true);
    }
    RecordedWatch recorded = recorded(selection, asked, as.form());
    if (recorded != null) {
      return new RecordedBody(recorded, byEvent, control);
    }
    Timeline timeline = history.timeline(selection.resource());
    long version = asked.version();
    if (!asked.sendInitialEvents() && version > 0) {
      if (version < timeline.oldestVersion(selection)) {
        return tooOld(version, timeline.versionAt(timeline.start()));
      }
      if (timeline.isAfterTheEnd(version)) {
        return new FixedBody(control.open(0), control, null, false);
      }
    }
    Beginning beginning = beginning(timeline, selection, asked);
    Bookmarks bookmarks =
        asked.allowWatchBookmarks() ? new Bookmarks(surroundings.nanoTime(), timeoutNanos) : null;
    StoryClock clock = control.open(begins(timeline, beginning));
    return new BuiltBody(timeline, selection, beginning, json, clock, control, bookmarks);
  }

  /** The recording that has just this answer; null when there is none. */
  private @Nullable RecordedWatch recorded(Selection selection, ListOptions asked, Form form) {
    if (control.shared() != null || options.loop() || asked.sendInitialEvents()) {
      return null;
    }
    Timeline timeline = history.timeline(selection.resource());
    for (RecordedWatch watch : history.watches()) {
      if (watch.isWatchOf(form)
          && watch.resumedFrom() == asked.version()
          && (watch.bookmarks() == asked.allowWatchBookmarks() || watch.endsInAnError())
          && watch.holdsJust(selection, timeline)) {
        return watch;
      }
    }
    return null;
  }

  private WatchBody tooOld(long version, long oldest) {
    Status status =
        StatusException.expired("too old resource version: %d (%d)".formatted(version, oldest))
            .status();
    return new FixedBody(control.open(0), control, EventJson.error(status), true);
  }

  private Beginning beginning(Timeline timeline, Selection selection, ListOptions asked)
      throws StatusException {
    long version = asked.version();
    boolean fromVersion = version > 0 && !asked.sendInitialEvents();
    if (fromVersion) {
      return new Beginning(timeline.positionAfter(version), List.of(), -1);
    }
    long now = present.position(timeline);
    if (version > 0 && control.shared() == null) {
      now = present.notOlderThan(timeline, version);
    }
    // Newer servers take the end of the initial events as asked for by who takes bookmarks.
    boolean tellEnd =
        options.watchList() && (asked.sendInitialEvents() || asked.allowWatchBookmarks());
    return new Beginning(now, initial(timeline, selection, now), tellEnd ? version : -1);
  }

  private static List<Initial> initial(Timeline timeline, Selection selection, long position) {
    List<Initial> initial = new ArrayList<>();
    if (position == timeline.start()) {
      for (InitialObject first : timeline.initial()) {
        if (selection.matches(first.object())) {
          initial.add(
              new Initial(
                  new Versioned(first.object(), first.object().version()),
                  first.atNanos(),
                  first.recorded()));
        }
      }
    } else {
      long at = timeline.timeAt(position);
      for (Versioned there : timeline.stateAt(position, selection)) {
        initial.add(new Initial(there, at, null));
      }
    }
    return initial;
  }

  /** The time at which a watch's own clock begins. */
  private static long begins(Timeline timeline, Beginning beginning) {
    boolean fromTheStart =
        beginning.position() == timeline.start() && !beginning.initial().isEmpty();
    boolean nothingYet = beginning.position() == 0;
    return fromTheStart || nothingYet ? 0 : timeline.timeAt(beginning.position());
  }

  /** At most one chunk, and then the end or silence. */
  private static final class FixedBody implements WatchBody {
    private final StoryClock clock;
    private final ReplayControl control;
    private final boolean ends;
    private @Nullable ByteBuffer chunk;

    FixedBody(StoryClock clock, ReplayControl control, @Nullable ByteBuffer chunk, boolean ends) {
      this.clock = clock;
      this.control = control;
      this.chunk = chunk;
      this.ends = ends;
    }

    @Override
    public ReplayClock clock() {
      return clock;
    }

    @Override
    public Frame next() {
      if (chunk != null) {
        Frame only = new Frame.Chunk(0, chunk);
        chunk = null;
        return only;
      }
      return ends ? new Frame.End(0, Ending.CLEAN) : new Frame.Quiet(0);
    }

    @Override
    public void close() {
      control.close(clock);
    }
  }
}
