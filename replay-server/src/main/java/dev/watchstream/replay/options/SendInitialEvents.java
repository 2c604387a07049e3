package dev.watchstream.replay.options;

import static dev.watchstream.replay.options.AllowWatchBookmarks.ALLOW_WATCH_BOOKMARKS;
import static dev.watchstream.replay.options.ResourceVersion.RESOURCE_VERSION;
import static dev.watchstream.replay.options.ResourceVersionMatch.RESOURCE_VERSION_MATCH;

import dev.watchstream.replay.api.Query;
import dev.watchstream.replay.api.Status.Cause;
import dev.watchstream.replay.options.SendInitialEvents.InitialEvents;
import dev.watchstream.replay.version.ServerProfile;
import dev.watchstream.replay.version.ServerProfile.WatchList;
import java.util.List;

/**
 * Whether a watch begins with the state (KEP-3157). {@link ResourceVersionMatch} checks with what
 * it may be combined on a watch.
 */
public final class SendInitialEvents extends ListOption<InitialEvents> {
  public static final SendInitialEvents SEND_INITIAL_EVENTS = new SendInitialEvents();

  /** {@code sendInitialEvents} of a watch. */
  public enum InitialEvents {
    /** Not given: the state is sent when no version is given. */
    UNSAID,
    /** The state is sent, even when a version is given, and its end is marked. */
    SENT,
    /** Only what happens from now on, or from the version on. */
    NOT_SENT
  }

  private SendInitialEvents() {
    super("sendInitialEvents");
  }

  @Override
  public InitialEvents read(Query query, ServerProfile server) {
    if (query.has(name()) && server.watchList() != WatchList.IGNORED) {
      return query.isTrue(name()) ? InitialEvents.SENT : InitialEvents.NOT_SENT;
    }
    return isDefaulted(query, server) ? InitialEvents.SENT : InitialEvents.UNSAID;
  }

  /** Whether the API server itself sets it to true: its SetListOptionsDefaults. */
  boolean isDefaulted(Query query, ServerProfile server) {
    String version = query.text(RESOURCE_VERSION.name());
    return !query.has(name())
        && query.isTrue("watch")
        && server.watchList() == WatchList.SERVED
        && query.text(RESOURCE_VERSION_MATCH.name()).isEmpty()
        && (version.isEmpty() || version.equals("0"));
  }

  boolean beginsWithTheState(ListOptions asked) {
    InitialEvents events = asked.get(this);
    return events == InitialEvents.SENT || (events == InitialEvents.UNSAID && asked.version() == 0);
  }

  boolean tellsEndOfState(ListOptions asked) {
    return asked.get(this) == InitialEvents.SENT && asked.get(ALLOW_WATCH_BOOKMARKS);
  }

  @Override
  protected void check(ListOptions asked, ServerProfile server, List<Cause> causes) {
    if (!asked.saysWatch() && asked.get(this) != InitialEvents.UNSAID) {
      causes.add(forbidden("sendInitialEvents is forbidden for list"));
    }
  }
}
