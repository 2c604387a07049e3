package dev.watchstream.client;

import dev.watchstream.parser.EndpointsEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a watch tells its listener: changes in the cluster, and what happens to the watch. */
public sealed interface WatchNotice {

  /** How a change became known. */
  enum Source {
    /** It is part of the first state that was read. */
    INITIAL,
    /** The server sent it as it happened. */
    WATCH,
    /**
     * It was found by comparing a state that was read again with what was told before. What
     * happened in between is not known.
     */
    RELIST
  }

  /** What a request was for. */
  enum Request {
    LIST,
    WATCH
  }

  /** How a request ended. */
  enum End {
    /** The server ended its answer, as after {@code timeoutSeconds}. */
    CLEAN,
    /** The connection could not be made or broke off, perhaps inside an event. */
    CUT,
    /** The server sent nothing for longer than it may; the client gave up. */
    SILENT,
    /** The version asked for is too old (410): the state is read again. */
    GONE,
    /** The server answered with an error, as HTTP status or as an ERROR event. */
    REFUSED,
    /** What the server sent could not be read. */
    UNREADABLE,
    /** The server does not support {@code sendInitialEvents}: lists are used from here on. */
    NO_WATCH_LIST
  }

  /**
   * An object is new, has changed or is gone. No change is told twice.
   *
   * @param event valid until the listener returns; {@link EndpointsEvent#snapshot()} copies it. A
   *     delete that was found by comparing ({@link Source#RELIST}) is of type DELETED, with the
   *     object's names, uid and last known version, and without addresses
   */
  record Change(EndpointsEvent event, Source source) implements WatchNotice {}

  /**
   * A whole state has been told: an object that was not mentioned does not exist.
   *
   * @param isRelist whether it was read again after a gap; all differences were told before this
   */
  record Synced(@Nullable String resourceVersion, boolean isRelist) implements WatchNotice {}

  /** All changes up to this version have been told. */
  record Bookmark(String resourceVersion) implements WatchNotice {}

  /**
   * The server has begun to answer a watch.
   *
   * @param resourceVersion from which it resumes; null when it begins with the current state
   * @param protocol {@code http/1.1} or {@code h2}
   */
  record Opened(@Nullable String resourceVersion, String protocol) implements WatchNotice {}

  /**
   * A request has ended, but not because the watch was stopped; another follows.
   *
   * @param message what happened, one line, without secrets
   * @param cause where there is one
   * @param retryIn how long until the next request
   */
  record Ended(
      Request request, End end, String message, @Nullable Throwable cause, Duration retryIn)
      implements WatchNotice {}

  /** Something that is allowed but unwise, such as not checking the server's certificate. */
  record Warning(String message) implements WatchNotice {}

  /** The watch was stopped; nothing follows. */
  record Stopped() implements WatchNotice {}
}
