package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.Query;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What clients have seen that were then told 410, so that the state they read next is not older: no
 * cluster goes back in time, but with a clock for each watch a list would begin the story again.
 * Clients are told apart by their User-Agent. Safe for use by several threads.
 */
final class SeenVersions {
  /** The clients that are remembered; of more, those that came first are forgotten. */
  private static final int MAX_CLIENTS = 1000;

  private static final int MAX_AGENT_LENGTH = 200;

  private final Map<Client, Long> versions =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Client, Long> eldest) {
          return size() > MAX_CLIENTS;
        }
      };

  private record Client(String agent, String path) {
    static Client of(ApiRequest request) {
      String agent = request.header("User-Agent");
      String known = agent == null ? "" : agent;
      return new Client(
          known.substring(0, Math.min(known.length(), MAX_AGENT_LENGTH)),
          request.path().replace("/watch/", "/"));
    }
  }

  /** Who asked is told 410, and has seen that version, and the one that was asked for. */
  void add(ApiRequest request, long version) {
    String asked = Query.parse(request.query()).text("resourceVersion");
    long from = asked.matches("[1-9][0-9]{0,17}") ? Long.parseLong(asked) : 0;
    long seen = Math.max(version, from);
    if (seen > 0) {
      synchronized (this) {
        versions.merge(Client.of(request), seen, Math::max);
      }
    }
  }

  synchronized void clear() {
    versions.clear();
  }

  /** The same request; for a state as new as may be, one that is not older than what was seen. */
  ApiRequest notOlder(ApiRequest request) {
    Long version;
    synchronized (this) {
      version = versions.isEmpty() ? null : versions.get(Client.of(request));
    }
    Query query = Query.parse(request.query());
    boolean isState = !query.isTrue("watch") || query.isTrue("sendInitialEvents");
    String asked = query.text("resourceVersion");
    boolean isAny = asked.isEmpty() || asked.equals("0");
    if (version == null || !isState || !isAny || query.has("continue")) {
      return request;
    }
    // Of a name the first counts.
    String notOlder = "resourceVersion=" + version + "&resourceVersionMatch=NotOlderThan";
    String rest = request.query() == null ? "" : "&" + request.query();
    return new ApiRequest(request.method(), request.path(), notOlder + rest, request.headers());
  }
}
