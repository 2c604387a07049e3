package dev.watchstream.cli.page;

import dev.watchstream.replay.model.AnsweredRequest;
import dev.watchstream.replay.model.ReceivedRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the requests that a server has not answered completely. Safe for use by several threads.
 */
public final class Connections {

  private static final int MOST = 20;

  /** How many of the requests still in the journal were answered, by method and target. */
  private final Map<String, Integer> answered = new HashMap<>();

  public synchronized void answered(AnsweredRequest request) {
    answered.merge(request.method() + " " + request.target(), 1, Integer::sum);
  }

  /** The requests that are still being answered, with the client's name, the newest last. */
  synchronized List<String> open(List<ReceivedRequest> received) {
    Map<String, Integer> left = new HashMap<>(answered);
    List<String> open = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (ReceivedRequest request : received) {
      String query = request.query() == null ? "" : "?" + request.query();
      String key = request.method() + " " + request.path() + query;
      known.add(key);
      if (left.merge(key, -1, Integer::sum) < 0) {
        String agent = request.header("User-Agent");
        open.add((agent == null ? "somebody" : agent) + ": " + key);
      }
    }
    answered.keySet().retainAll(known);
    return open.size() > MOST ? open.subList(open.size() - MOST, open.size()) : open;
  }
}
