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
 * @param sendInitialEvents whether it was asked for in so many words
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/common-parameters/common-parameters/">
 *     Common parameters</a>
 */
public record ListOptions(
    FieldSelector fields,
    LabelSelector labels,
    boolean watch,
    boolean allowWatchBookmarks,
    @Nullable Long timeoutSeconds,
    long limit,
    String continueToken,
    String resourceVersion,
    long version,
    String resourceVersionMatch,
    boolean sendInitialEvents) {

  /** A year, which no connection outlives; what is longer counts as this. */
  public static final long MAX_TIMEOUT_SECONDS = 31_536_000;

  private static final String MATCH = "resourceVersionMatch";
  private static final String INITIAL = "sendInitialEvents";
  private static final String NOT_OLDER_THAN = "NotOlderThan";
  private static final String EXACT = "Exact";

  /** {@code watch} as the path says it; the query may say it too. */
  public static ListOptions parse(Query query, boolean watch, ServerProfile server)
      throws StatusException {
    ListOptions options =
        new ListOptions(
            FieldSelector.parse(query.text("fieldSelector")),
            LabelSelector.parse(query.text("labelSelector")),
            watch || query.isTrue("watch"),
            query.isTrue("allowWatchBookmarks"),
            query.has("timeoutSeconds") ? integer(query.text("timeoutSeconds")) : null,
            query.has("limit") ? integer(query.text("limit")) : 0,
            query.text("continue"),
            query.text("resourceVersion"),
            0,
            query.text(MATCH),
            query.isTrue(INITIAL) && server.watchList() != WatchList.IGNORED);
    List<Cause> causes =
        options.watch ? options.faultsOfWatch(query, server) : options.faultsOfList(query, server);
    if (!causes.isEmpty()) {
      throw StatusException.invalidListOptions(causes);
    }
    return options.withVersion(server);
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

  private ListOptions withVersion(ServerProfile server) throws StatusException {
    if (!watch && !isVersion(resourceVersion) && server.badListVersionStatus() == 400) {
      throw StatusException.badRequest("invalid resource version: " + noVersion(resourceVersion));
    }
    return new ListOptions(
        fields,
        labels,
        watch,
        allowWatchBookmarks,
        timeoutSeconds,
        limit,
        continueToken,
        resourceVersion,
        version(resourceVersion),
        resourceVersionMatch,
        sendInitialEvents);
  }

  /** As Kubernetes' validateWatchOptions. */
  private List<Cause> faultsOfWatch(Query query, ServerProfile server) {
    List<Cause> causes = new ArrayList<>();
    if (server.watchList() == WatchList.IGNORED) {
      if (!resourceVersionMatch.isEmpty()) {
        causes.add(forbidden(MATCH, "resourceVersionMatch is forbidden for watch"));
      }
      // Before there were watch lists, the rest was looked at as for a list.
      causes.addAll(faultsOfList(query, server));
      return causes;
    }
    boolean initialGiven = query.has(INITIAL);
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
                "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"));
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
  private List<Cause> faultsOfList(Query query, ServerProfile server) {
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
    if (query.has(INITIAL) && server.watchList() != WatchList.IGNORED) {
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
