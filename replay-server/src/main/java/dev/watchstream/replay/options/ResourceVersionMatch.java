package dev.watchstream.replay.options;

import static dev.watchstream.replay.options.Continue.CONTINUE;
import static dev.watchstream.replay.options.Limit.LIMIT;
import static dev.watchstream.replay.options.ResourceVersion.RESOURCE_VERSION;
import static dev.watchstream.replay.options.SendInitialEvents.SEND_INITIAL_EVENTS;

import dev.watchstream.replay.api.Query;
import dev.watchstream.replay.api.Status.Cause;
import dev.watchstream.replay.options.SendInitialEvents.InitialEvents;
import dev.watchstream.replay.version.ServerProfile;
import dev.watchstream.replay.version.ServerProfile.WatchList;
import java.util.List;

/** How the resourceVersion is to be matched; empty when left open. */
public final class ResourceVersionMatch extends ListOption<String> {
  public static final ResourceVersionMatch RESOURCE_VERSION_MATCH = new ResourceVersionMatch();

  private static final String NOT_OLDER_THAN = "NotOlderThan";
  private static final String EXACT = "Exact";

  private ResourceVersionMatch() {
    super("resourceVersionMatch");
  }

  @Override
  public String read(Query query, ServerProfile server) {
    return SEND_INITIAL_EVENTS.isDefaulted(query, server) ? NOT_OLDER_THAN : query.text(name());
  }

  /** Whether a list has to be of exactly its version. */
  public boolean isExact(ListOptions asked) {
    return asked.get(this).equals(EXACT)
        || (asked.get(LIMIT) > 0 && asked.version() > 0 && asked.get(this).isEmpty());
  }

  @Override
  protected void check(ListOptions asked, ServerProfile server, List<Cause> causes) {
    if (!asked.saysWatch()) {
      checkList(asked, causes);
    } else if (server.watchList() == WatchList.IGNORED) {
      if (!asked.get(this).isEmpty()) {
        causes.add(forbidden("resourceVersionMatch is forbidden for watch"));
      }
      // Before there were watch lists, the other rules were those of a list.
      checkList(asked, causes);
    } else {
      checkWatch(asked, server, causes);
    }
  }

  /** As Kubernetes' validateWatchOptions. */
  private void checkWatch(ListOptions asked, ServerProfile server, List<Cause> causes) {
    boolean initialGiven = asked.get(SEND_INITIAL_EVENTS) != InitialEvents.UNSAID;
    String match = asked.get(this);
    boolean notOlder = match.equals(NOT_OLDER_THAN);
    if (initialGiven && !notOlder) {
      causes.add(
          forbidden("sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
    }
    if (initialGiven && server.watchList() == WatchList.REFUSED) {
      causes.add(
          SEND_INITIAL_EVENTS.forbidden(
              "sendInitialEvents is forbidden for watch unless the WatchList feature gate is"
                  + " enabled"));
    }
    if (match.isEmpty()) {
      return;
    }
    if (!initialGiven) {
      causes.add(
          forbidden(
              "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"));
    }
    if (!notOlder) {
      causes.add(notSupported(match, "\"NotOlderThan\""));
    }
    forbidContinue(asked, causes);
  }

  /** As Kubernetes' ValidateListOptions. */
  private void checkList(ListOptions asked, List<Cause> causes) {
    String match = asked.get(this);
    if (match.isEmpty()) {
      return;
    }
    if (asked.get(RESOURCE_VERSION).isEmpty()) {
      causes.add(forbidden("resourceVersionMatch is forbidden unless resourceVersion is provided"));
    }
    forbidContinue(asked, causes);
    if (!match.equals(EXACT) && !match.equals(NOT_OLDER_THAN)) {
      causes.add(notSupported(match, "\"Exact\", \"NotOlderThan\", \"\""));
    }
    if (match.equals(EXACT) && asked.get(RESOURCE_VERSION).equals("0")) {
      causes.add(
          forbidden("resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""));
    }
  }

  private void forbidContinue(ListOptions asked, List<Cause> causes) {
    if (!asked.get(CONTINUE).isEmpty()) {
      causes.add(forbidden("resourceVersionMatch is forbidden when continue is provided"));
    }
  }

  private Cause notSupported(String match, String values) {
    return new Cause(
        "FieldValueNotSupported",
        "Unsupported value: \"%s\": supported values: %s".formatted(match, values),
        name());
  }
}
