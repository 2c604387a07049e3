package dev.watchstream.replay.api;

import dev.watchstream.replay.api.Status.Cause;
import dev.watchstream.replay.version.ServerProfile;
import dev.watchstream.replay.version.ServerProfile.WatchList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a list or watch, checked as the API server checks them.
 *
 * @param timeoutSeconds null when it is not given
 * @param version 0 when it is not given, empty or {@code 0}
 * @param initialEvents what a watch begins with
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/common-parameters/common-parameters/">
 *     Common parameters</a>
 */
public record ListOptions(
    FieldSelector fields,
    LabelSelector labels,
    boolean allowWatchBookmarks,
    @Nullable Long timeoutSeconds,
    long limit,
    String continueToken,
    String resourceVersion,
    long version,
    String resourceVersionMatch,
    InitialEvents initialEvents) {

  /** {@code sendInitialEvents} of a watch. */
  public enum InitialEvents {
    /** Not said: the state comes when no version is given. */
    UNSAID,
    /** The state, also when a version is given, and where it ends. */
    SENT,
    /** Only what happens from now on, or from the version on. */
    NOT_SENT
  }

  /** A year, which no connection outlives; what is longer counts as this. */
  public static final long MAX_TIMEOUT_SECONDS = 31_536_000;

  private static final String MATCH = "resourceVersionMatch";
  private static final String INITIAL = "sendInitialEvents";
  private static final String NOT_OLDER_THAN = "NotOlderThan";
  private static final String EXACT = "Exact";

  /**
   * Reads and checks them.
   *
   * @param watch whether it is a watch; one whose path says so, and whose query does not, is
   *     checked as a list, as the API server does it
   */
  public static ListOptions parse(Query query, boolean watch, ServerProfile server)
      throws StatusException {
    boolean saysWatch = query.isTrue("watch");
    InitialEvents initialEvents = InitialEvents.UNSAID;
    String match = query.text(MATCH);
    if (query.has(INITIAL) && server.watchList() != WatchList.IGNORED) {
      initialEvents = query.isTrue(INITIAL) ? InitialEvents.SENT : InitialEvents.NOT_SENT;
    } else if (saysWatch && isToBeginWithTheState(query, server)) {
      // Kubernetes' SetListOptionsDefaults.
      initialEvents = InitialEvents.SENT;
      match = NOT_OLDER_THAN;
    }
    ListOptions options =
        new ListOptions(
            FieldSelector.parse(query.text("fieldSelector")),
            LabelSelector.parse(query.text("labelSelector")),
            query.isTrue("allowWatchBookmarks"),
            query.has("timeoutSeconds") ? integer(query.text("timeoutSeconds")) : null,
            query.has("limit") ? integer(query.text("limit")) : 0,
            query.text("continue"),
            query.text("resourceVersion"),
            0,
            match,
            initialEvents);
    List<Cause> causes = saysWatch ? options.faultsOfWatch(server) : options.faultsOfList();
    if (!causes.isEmpty()) {
      throw StatusException.invalidListOptions(causes);
    }
    return options.withVersion(watch, server);
  }

  private static boolean isToBeginWithTheState(Query query, ServerProfile server) {
    String version = query.text("resourceVersion");
    return server.watchList() == WatchList.SERVED
        && query.text(MATCH).isEmpty()
        && (version.isEmpty() || version.equals("0"));
  }

  /** Whether a watch begins with what is there. */
  public boolean beginsWithTheState() {
    return initialEvents == InitialEvents.SENT
        || (initialEvents == InitialEvents.UNSAID && version == 0);
  }

  /** Whether a watch tells where the state ends. */
  public boolean tellsEndOfState() {
    return initialEvents == InitialEvents.SENT && allowWatchBookmarks;
  }

  public boolean isExact() {
    return resourceVersionMatch.equals(EXACT)
        || (limit > 0 && version > 0 && resourceVersionMatch.isEmpty());
  }

  private static boolean isVersion(String text) {
    return text.matches("[0-9]{0,20}");
  }

  private static String noVersion(String text) {
    return "resourceVersion: Invalid value: %s: strconv.ParseUint: parsing %s: invalid syntax"
        .formatted(quoted(text), quoted(text));
  }

  private static long integer(String text) throws StatusException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      boolean number = text.matches("[-+]?[0-9]+");
      throw StatusException.badRequest(
          "strconv.ParseInt: parsing %s: %s"
              .formatted(quoted(text), number ? "value out of range" : "invalid syntax"));
    }
  }

  /**
   * 0 when it is not given, empty or {@code 0}.
   *
   * @throws StatusException 500 for what is no version, which the API server did not foresee
   */
  public static long version(String text) throws StatusException {
    if (text.isEmpty() || text.equals("0")) {
      return 0;
    }
    if (!isVersion(text)) {
      throw StatusException.internal(noVersion(text));
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      // No storage will ever come so far.
      return Long.MAX_VALUE;
    }
  }

  private ListOptions withVersion(boolean watch, ServerProfile server) throws StatusException {
    if (!watch && !isVersion(resourceVersion) && server.badListVersionStatus() == 400) {
      throw StatusException.badRequest("invalid resource version: " + noVersion(resourceVersion));
    }
    return new ListOptions(
        fields,
        labels,
        allowWatchBookmarks,
        timeoutSeconds,
        limit,
        continueToken,
        resourceVersion,
        version(resourceVersion),
        resourceVersionMatch,
        initialEvents);
  }

  /** As Kubernetes' validateWatchOptions. */
  private List<Cause> faultsOfWatch(ServerProfile server) {
    List<Cause> causes = new ArrayList<>();
    if (server.watchList() == WatchList.IGNORED) {
      if (!resourceVersionMatch.isEmpty()) {
        causes.add(forbidden(MATCH, "resourceVersionMatch is forbidden for watch"));
      }
      // Before there were watch lists, the rest was looked at as for a list.
      causes.addAll(faultsOfList());
      return causes;
    }
    boolean initialGiven = initialEvents != InitialEvents.UNSAID;
    boolean notOlder = resourceVersionMatch.equals(NOT_OLDER_THAN);
    if (initialGiven && !notOlder) {
      causes.add(
          forbidden(
              MATCH, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
    }
    if (initialGiven && server.watchList() == WatchList.REFUSED) {
      causes.add(
          forbidden(
              INITIAL,
              "sendInitialEvents is forbidden for watch unless the WatchList feature gate is"
                  + " enabled"));
    }
    if (!resourceVersionMatch.isEmpty()) {
      if (!initialGiven) {
        causes.add(
            forbidden(
                MATCH,
                "resourceVersionMatch is forbidden for watch unless sendInitialEvents is"
                    + " provided"));
      }
      if (!notOlder) {
        causes.add(notSupported("\"NotOlderThan\""));
      }
      if (!continueToken.isEmpty()) {
        causes.add(forbidden(MATCH, "resourceVersionMatch is forbidden when continue is provided"));
      }
    }
    return causes;
  }

  /** As Kubernetes' ValidateListOptions. */
  private List<Cause> faultsOfList() {
    List<Cause> causes = new ArrayList<>();
    if (!resourceVersionMatch.isEmpty()) {
      if (resourceVersion.isEmpty()) {
        causes.add(
            forbidden(
                MATCH, "resourceVersionMatch is forbidden unless resourceVersion is provided"));
      }
      if (!continueToken.isEmpty()) {
        causes.add(forbidden(MATCH, "resourceVersionMatch is forbidden when continue is provided"));
      }
      if (!resourceVersionMatch.equals(EXACT) && !resourceVersionMatch.equals(NOT_OLDER_THAN)) {
        causes.add(notSupported("\"Exact\", \"NotOlderThan\", \"\""));
      }
      if (resourceVersionMatch.equals(EXACT) && resourceVersion.equals("0")) {
        causes.add(
            forbidden(
                MATCH, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""));
      }
    }
    if (initialEvents != InitialEvents.UNSAID) {
      causes.add(forbidden(INITIAL, "sendInitialEvents is forbidden for list"));
    }
    return causes;
  }

  private static Cause forbidden(String field, String message) {
    return new Cause("FieldValueForbidden", "Forbidden: " + message, field);
  }

  private Cause notSupported(String values) {
    return new Cause(
        "FieldValueNotSupported",
        "Unsupported value: %s: supported values: %s"
            .formatted(quoted(resourceVersionMatch), values),
        MATCH);
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }
}
