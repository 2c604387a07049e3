package dev.watchstream.replay.options;

import static dev.watchstream.replay.options.ResourceVersion.RESOURCE_VERSION;
import static dev.watchstream.replay.options.SendInitialEvents.SEND_INITIAL_EVENTS;

import dev.watchstream.replay.api.Query;
import dev.watchstream.replay.api.Status.Cause;
import dev.watchstream.replay.api.StatusException;
import dev.watchstream.replay.version.ServerProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The parameters of a list or watch, checked as the API server checks them.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/common-parameters/common-parameters/">
 *     Common parameters</a>
 */
public final class ListOptions {
  /** All options, in the order in which the API server reports their errors. */
  static final List<ListOption<?>> ALL =
      List.of(
          FieldSelector.FIELD_SELECTOR,
          LabelSelector.LABEL_SELECTOR,
          AllowWatchBookmarks.ALLOW_WATCH_BOOKMARKS,
          TimeoutSeconds.TIMEOUT_SECONDS,
          Limit.LIMIT,
          Continue.CONTINUE,
          ResourceVersion.RESOURCE_VERSION,
          ResourceVersionMatch.RESOURCE_VERSION_MATCH,
          SendInitialEvents.SEND_INITIAL_EVENTS);

  private final Query query;
  private final boolean watch;
  private final long seenVersion;
  private final Map<ListOption<?>, Object> values = new HashMap<>();

  private ListOptions(Query query, boolean watch, long seenVersion) {
    this.query = query;
    this.watch = watch;
    this.seenVersion = seenVersion;
  }

  /**
   * Reads and checks them.
   *
   * @param watch whether it is a watch; one by its path only, not by its query, is checked as a
   *     list, as the API server does
   * @param seenVersion that the client has seen; 0 for none
   */
  public static ListOptions parse(
      Query query, boolean watch, ServerProfile server, long seenVersion) throws StatusException {
    return parse(ALL, query, watch, server, seenVersion);
  }

  static ListOptions parse(
      List<ListOption<?>> all, Query query, boolean watch, ServerProfile server, long seenVersion)
      throws StatusException {
    ListOptions asked = new ListOptions(query, watch, seenVersion);
    for (ListOption<?> option : all) {
      asked.values.put(option, option.read(query, server));
    }
    List<Cause> causes = new ArrayList<>();
    for (ListOption<?> option : all) {
      option.check(asked, server, causes);
    }
    if (!causes.isEmpty()) {
      throw StatusException.invalidListOptions(causes);
    }
    for (ListOption<?> option : all) {
      option.require(asked, server);
    }
    return asked;
  }

  boolean watch() {
    return watch;
  }

  /** Whether the query says that it is a watch; otherwise only the path may. */
  boolean saysWatch() {
    return query.isTrue("watch");
  }

  /** The value of an option, or its default when it is not given. */
  @SuppressWarnings("unchecked") // It was put there by that option.
  public <T> T get(ListOption<T> option) {
    return (T) Objects.requireNonNull(values.get(option), option.name());
  }

  /** Whether it is given, even if empty. */
  boolean has(ListOption<?> option) {
    return query.has(option.name());
  }

  /** Whether a watch begins with the existing objects. */
  public boolean beginsWithTheState() {
    return SEND_INITIAL_EVENTS.beginsWithTheState(this);
  }

  /** Whether a bookmark marks the end of the state with which a watch begins. */
  public boolean tellsEndOfState() {
    return SEND_INITIAL_EVENTS.tellsEndOfState(this);
  }

  /** 0 when it is not given, empty or {@code 0}. */
  public long version() {
    return ResourceVersion.numberOf(get(RESOURCE_VERSION));
  }

  /**
   * What a state must not be older than: the version that is given, or one that the client has
   * seen; 0 for any.
   */
  public long oldestState() {
    return Math.max(version(), seenVersion);
  }
}
