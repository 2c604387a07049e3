package dev.watchstream.replay.http;

import dev.watchstream.fixtures.RecordingInfo.Header;
import dev.watchstream.replay.api.ApiRequest;
import java.util.List;

/** Splits a request's target; path and query stay as they were sent. */
final class Targets {
  private Targets() {}

  static ApiRequest request(String method, String target, List<Header> headers) {
    String origin = withoutAuthority(target);
    int question = origin.indexOf('?');
    return question < 0
        ? new ApiRequest(method, origin, null, headers)
        : new ApiRequest(
            method, origin.substring(0, question), origin.substring(question + 1), headers);
  }

  /**
   * A request to a proxy has the authority in its target; a server must accept that (RFC 9112,
   * 3.2.2).
   */
  private static String withoutAuthority(String target) {
    if (!target.regionMatches(true, 0, "http://", 0, 7)
        && !target.regionMatches(true, 0, "https://", 0, 8)) {
      return target;
    }
    int path = target.indexOf('/', target.indexOf("://") + 3);
    return path < 0 ? "/" : target.substring(path);
  }
}
