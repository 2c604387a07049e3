package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.Query;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which versions clients had seen when they got a 410, so that the state they read next is not
 * older. A cluster never goes back in time, but with a clock for each watch a list would start the
 * story again. Clients are told apart by their User-Agent. Safe for use by several threads.
 */
final class SeenVersions {
  /** How many clients are remembered; beyond that, the earliest are forgotten. */
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

  /** Notes a 410: the client has seen that version, and the one that it asked for. */
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

  /** The same request, with what its client has seen. */
  synchronized ApiRequest noted(ApiRequest request) {
    Long version = versions.isEmpty() ? null : versions.get(Client.of(request));
    return version == null ? request : request.withSeenVersion(version);
  }
}
