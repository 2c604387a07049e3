package dev.watchstream.replay.junit;

import dev.watchstream.replay.ReplayServer;
import dev.watchstream.replay.ReplayServerBuilder;
import dev.watchstream.replay.model.ReceivedRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server that runs from its first user to its last. So a static field of a class that is
 * inherited or has nested classes is one server, in whatever order they run.
 */
final class ServerLease {
  private final ReplayServerBuilder builder;
  private final boolean failOnUnmatched;

  /** Each user, with the number of the last request before it. */
  private final Map<String, Long> users = new HashMap<>();

  private int unmatchedTold;
  private @Nullable ReplayServer server;

  ServerLease(ReplayServerBuilder builder, boolean failOnUnmatched) {
    this.builder = builder;
    this.failOnUnmatched = failOnUnmatched;
  }

  synchronized void acquire(ExtensionContext user) throws IOException {
    if (server == null) {
      server = builder.start();
      unmatchedTold = 0;
    }
    users.put(user.getUniqueId(), lastRequest(server));
  }

  private static long lastRequest(ReplayServer server) {
    List<ReceivedRequest> requests = server.requests();
    return requests.isEmpty() ? 0 : requests.get(requests.size() - 1).number();
  }

  /** Does nothing for a user that never acquired the server, which JUnit releases as well. */
  synchronized void release(ExtensionContext user) {
    ReplayServer running = server;
    Long before = users.remove(user.getUniqueId());
    if (before == null || running == null) {
      return;
    }
    user.getExecutionException()
        .ifPresent(failure -> failure.addSuppressed(AskedRequests.of(running, before)));
    List<String> unmatched = running.unmatchedRequests();
    if (users.isEmpty()) {
      server = null;
      running.close();
    }
    List<String> news = unmatched.subList(unmatchedTold, unmatched.size());
    unmatchedTold = unmatched.size();
    if (failOnUnmatched && !news.isEmpty()) {
      throw new AssertionError("nothing recorded answers " + String.join(", ", news));
    }
  }

  synchronized ReplayServer server() {
    if (server == null) {
      throw new IllegalStateException("the server runs only during the tests that it is for");
    }
    return server;
  }
}
