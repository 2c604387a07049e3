package dev.watchstream.replay.engine;

import static dev.watchstream.replay.options.AllowWatchBookmarks.ALLOW_WATCH_BOOKMARKS;

import dev.watchstream.replay.api.Accept.Chosen;
import dev.watchstream.replay.api.Form;
import dev.watchstream.replay.api.Query;
import dev.watchstream.replay.api.Status;
import dev.watchstream.replay.api.StatusException;
import dev.watchstream.replay.api.WatchBody;
import dev.watchstream.replay.body.AwaitedBody;
import dev.watchstream.replay.body.BuiltBody;
import dev.watchstream.replay.body.BuiltBody.Beginning;
import dev.watchstream.replay.body.BuiltBody.Initial;
import dev.watchstream.replay.body.FixedBody;
import dev.watchstream.replay.body.RecordedBody;
import dev.watchstream.replay.body.WatchEventJson;
import dev.watchstream.replay.history.History;
import dev.watchstream.replay.history.RecordedWatch;
import dev.watchstream.replay.history.ResourceHistory;
import dev.watchstream.replay.history.ResourceHistory.InitialObject;
import dev.watchstream.replay.history.Versioned;
import dev.watchstream.replay.options.ListOptions;
import dev.watchstream.replay.options.Selection;
import dev.watchstream.replay.time.Bookmarks;
import dev.watchstream.replay.time.ReplayControl;
import dev.watchstream.replay.time.StoryClock;
import dev.watchstream.replay.version.ServerProfile;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides what a watch sends. Safe for use by several threads. */
final class Watches {
  /** A server looks for due bookmarks every 1 to 1.25 seconds. */
  private static final long SHORTEST_TICK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final int TICKS_DIFFER_BY_NANOS = 250_000_000;

  private final History history;
  private final CurrentPosition current;
  private final ReplayControl control;
  private final ServerProfile server;

  /** Whether the version that is played is the one that was recorded. */
  private final boolean isAsRecorded;

  /** Whether that version, or a gate of it, was asked for. */
  private final boolean isServerChosen;

  /** Whether recorded watches mark the end of the initial state. */
  private final boolean isEndOfStateRecorded;

  private final boolean loop;
  private final Environment environment;
  private final LongFunction<Instant> wallClock;

  Watches(
      History history,
      CurrentPosition current,
      ReplayControl control,
      ServerProfile server,
      boolean isAsRecorded,
      boolean isServerChosen,
      boolean isEndOfStateRecorded,
      boolean loop,
      Environment environment,
      LongFunction<Instant> wallClock) {
    this.history = history;
    this.current = current;
    this.control = control;
    this.server = server;
    this.isAsRecorded = isAsRecorded;
    this.isServerChosen = isServerChosen;
    this.isEndOfStateRecorded = isEndOfStateRecorded;
    this.loop = loop;
    this.environment = environment;
    this.wallClock = wallClock;
  }

  /**
   * @param byEvent whether each event has to be a chunk of its own, as over a WebSocket
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
    WatchEventJson json =
        new WatchEventJson(
            selection.resource(),
            as,
            Lists.include(query, as),
            server.nullCreationTimestamp(),
            wallClock);
    if (timeoutNanos == 0) {
      return new FixedBody(control.open(0), control, null, true);
    }
    RecordedWatch recorded = recorded(selection, asked, query, as.form());
    if (recorded != null) {
      return new RecordedBody(recorded, byEvent, control);
    }
    ResourceHistory story = history.of(selection.resource());
    long version = asked.version();
    boolean state = asked.beginsWithTheState();
    if (!state && version > 0) {
      if (version < story.oldestVersion(selection)) {
        return tooOld(version, story.versionAt(story.start()));
      }
      if (story.isAfterTheEnd(version)) {
        return new FixedBody(control.open(0), control, null, false);
      }
    }
    if (state && current.isInTheFuture(story, version)) {
      return fromTheFuture(selection, asked, json, timeoutNanos);
    }
    return built(selection, asked, json, timeoutNanos);
  }

  private WatchBody built(
      Selection selection, ListOptions asked, WatchEventJson json, long timeoutNanos) {
    ResourceHistory story = history.of(selection.resource());
    Beginning beginning = beginning(story, selection, asked);
    StoryClock clock = control.open(begins(story, beginning));
    Bookmarks bookmarks = asked.get(ALLOW_WATCH_BOOKMARKS) ? bookmarks(asked, timeoutNanos) : null;
    return new BuiltBody(story, selection, beginning, json, clock, control, bookmarks);
  }

  private Bookmarks bookmarks(ListOptions asked, long timeoutNanos) {
    if (asked.tellsEndOfState() && !server.endMarkerAtOnce()) {
      long tick = SHORTEST_TICK_NANOS + environment.random().nextInt(TICKS_DIFFER_BY_NANOS);
      return Bookmarks.beginningAfter(tick, environment.nanoTime(), timeoutNanos);
    }
    return Bookmarks.of(environment.nanoTime(), timeoutNanos);
  }

  /** With a shared clock the version may still be reached; otherwise it never is. */
  private WatchBody fromTheFuture(
      Selection selection, ListOptions asked, WatchEventJson json, long timeoutNanos) {
    ResourceHistory story = history.of(selection.resource());
    long version = asked.version();
    Supplier<ByteBuffer> tooLarge =
        () ->
            StatusException.tooLargeVersion(version, story.versionAt(current.position(story)))
                .status()
                .event();
    StoryClock shared = control.shared();
    return shared == null || story.isAfterTheEnd(version)
        ? new FixedBody(control.open(0), control, tooLarge.get(), true)
        : new AwaitedBody(
            shared,
            story.timeAt(story.positionAfter(version)),
            environment.nanoTime(),
            () -> built(selection, asked, json, timeoutNanos),
            tooLarge);
  }

  /** The recorded watch that is exactly this answer; null when there is none. */
  private @Nullable RecordedWatch recorded(
      Selection selection, ListOptions asked, Query query, Form form) {
    boolean fromNow = !asked.beginsWithTheState() && asked.version() == 0;
    boolean stateOfVersion = asked.beginsWithTheState() && asked.oldestState() > 0;
    if (control.shared() != null || loop || fromNow || stateOfVersion) {
      return null;
    }
    // With no version chosen and no end mark asked for, the recorded answer is right.
    boolean needsEnd = isServerChosen || query.has("sendInitialEvents");
    if (asked.tellsEndOfState() && needsEnd && !isEndOfStateRecorded) {
      return null;
    }
    ResourceHistory story = history.of(selection.resource());
    if (!isAsRecorded && differsByVersion(story, selection, asked)) {
      return null;
    }
    for (RecordedWatch watch : history.watches()) {
      if (watch.isWatchOf(form)
          && watch.resumedFrom() == asked.version()
          && (watch.bookmarks() == asked.get(ALLOW_WATCH_BOOKMARKS) || watch.endsInAnError())
          && watch.holdsJust(selection, story)) {
        return watch;
      }
    }
    return null;
  }

  private boolean differsByVersion(ResourceHistory story, Selection selection, ListOptions asked) {
    if (asked.get(ALLOW_WATCH_BOOKMARKS)) {
      return true;
    }
    List<InitialObject> recorded = beginning(story, selection, false);
    return asked.version() == 0
        && !recorded.equals(beginning(story, selection, server.initialEventsByKey()));
  }

  private WatchBody tooOld(long version, long oldest) {
    Status status =
        StatusException.expired("too old resource version: %d (%d)".formatted(version, oldest))
            .status();
    return new FixedBody(control.open(0), control, status.event(), true);
  }

  private Beginning beginning(ResourceHistory story, Selection selection, ListOptions asked) {
    boolean state = asked.beginsWithTheState();
    if (!state && asked.version() > 0) {
      long version = asked.version();
      return new Beginning(story.positionAfter(version), List.of(), version, false, false);
    }
    long oldest = asked.oldestState();
    long now = current.position(story);
    if (oldest > story.versionAt(now)) {
      now = Math.max(now, story.positionAfter(oldest));
    }
    return new Beginning(
        now,
        state ? initial(story, selection, now) : List.of(),
        oldest,
        asked.tellsEndOfState(),
        server.endMarkerAtOnce());
  }

  private List<Initial> initial(ResourceHistory story, Selection selection, long position) {
    List<Initial> initial = new ArrayList<>();
    if (position == story.start()) {
      for (InitialObject first : beginning(story, selection, server.initialEventsByKey())) {
        initial.add(
            new Initial(
                new Versioned(first.object(), first.object().version()),
                first.atNanos(),
                first.recorded()));
      }
    } else {
      long at = story.timeAt(position);
      for (Versioned there : story.stateAt(position, selection)) {
        initial.add(new Initial(there, at, null));
      }
    }
    return initial;
  }

  /** The objects at the start, in recorded order or in the order of lists. */
  private static List<InitialObject> beginning(
      ResourceHistory story, Selection selection, boolean byKey) {
    List<InitialObject> told =
        story.initial().stream().filter(first -> first.object().isIn(selection)).toList();
    return byKey ? byKey(told) : told;
  }

  /** Only the objects change places: at each time as many have been sent as in the recording. */
  private static List<InitialObject> byKey(List<InitialObject> told) {
    List<InitialObject> sorted =
        told.stream().sorted(Comparator.comparing(first -> first.object().key())).toList();
    List<InitialObject> timed = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      InitialObject first = sorted.get(i);
      timed.add(new InitialObject(first.object(), told.get(i).atNanos(), first.recorded()));
    }
    return timed;
  }

  /** The time at which a watch's own clock begins. */
  private static long begins(ResourceHistory story, Beginning beginning) {
    boolean fromTheStart = beginning.position() == story.start() && !beginning.initial().isEmpty();
    boolean nothingYet = beginning.position() == 0;
    return fromTheStart || nothingYet ? 0 : story.timeAt(beginning.position());
  }
}
