package dev.watchstream.replay.junit;

import dev.watchstream.replay.ReplayServer;
import dev.watchstream.replay.model.ReceivedRequest;
import java.util.List;

/**
 * The requests that the server of a failed test received, reported with the failure: every runner
 * shows a suppressed exception.
 */
final class AskedRequests extends Exception {
  private static final long serialVersionUID = 1L;

  /** The first show how a client began, the last what it did when the test failed. */
  private static final int MOST_AT_EITHER_END = 50;

  private AskedRequests(String message) {
    super(message, null, false, false);
  }

  /**
   * @param before the number of the last request before the test
   */
  static AskedRequests of(ReplayServer server, long before) {
    List<String> asked =
        server.requests().stream()
            .filter(request -> request.number() > before)
            .map(ReceivedRequest::toString)
            .toList();
    StringBuilder text = new StringBuilder(server.baseUrl());
    text.append(" was asked ").append(asked.isEmpty() ? "nothing" : "in this test:");
    int left = asked.size() - 2 * MOST_AT_EITHER_END;
    for (int i = 0; i < asked.size(); i++) {
      if (i < MOST_AT_EITHER_END || i >= MOST_AT_EITHER_END + left) {
        text.append("\n    ").append(asked.get(i));
      } else if (i == MOST_AT_EITHER_END) {
        text.append("\n    … ").append(left).append(" more");
      }
    }
    return new AskedRequests(text.toString());
  }
}
