package dev.watchstream.replay.junit;

import dev.watchstream.replay.ReplayServer;
import dev.watchstream.replay.ReplayServerBuilder;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server that runs from the first who wants it to the last who lets it go. So a static field of a
 * class that others inherit or are nested in is one server, however they run.
 */
final class ServerLease {
  private final ReplayServerBuilder builder;
  private final boolean failOnUnmatched;
  private final Set<String> users = new HashSet<>();
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
    users.add(user.getUniqueId());
  }

  /** Does nothing for one that did not get as far as acquiring it; JUnit calls nevertheless. */
  synchronized void release(ExtensionContext user) {
    ReplayServer running = server;
    if (!users.remove(user.getUniqueId()) || running == null) {
      return;
    }
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
