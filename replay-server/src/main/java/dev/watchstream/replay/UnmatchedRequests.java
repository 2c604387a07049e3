package dev.watchstream.replay;

import dev.watchstream.replay.api.ApiHandler;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Remembers the requests that nothing recorded answers. Stands behind the faults. */
final class UnmatchedRequests implements ApiHandler {
  private static final int MOST = 100;

  /** Not found, method not allowed, not acceptable. */
  private static final Set<Integer> UNMATCHED = Set.of(404, 405, 406);

  private final ApiHandler behind;
  private final List<String> requests = new ArrayList<>();

  UnmatchedRequests(ApiHandler behind) {
    this.behind = behind;
  }

  @Override
  public ApiResponse answer(ApiRequest request) {
    ApiResponse response = behind.answer(request);
    if (response instanceof ApiResponse.WithHead known && UNMATCHED.contains(known.status())) {
      add(request.method() + " " + request.path() + " " + known.status());
    }
    return response;
  }

  private synchronized void add(String request) {
    if (requests.size() < MOST) {
      requests.add(request);
    }
  }

  synchronized List<String> requests() {
    return List.copyOf(requests);
  }
}
