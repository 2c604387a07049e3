package dev.watchstream.replay.http;

import dev.watchstream.fixtures.RecordingInfo.Header;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.Status;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The few answers that the transport itself gives, as kube-apiserver and its net/http do. */
final class Bodies {

  /** See captures/03-api/e401-bad-token.http: no WWW-Authenticate. */
  static final ApiResponse.Whole UNAUTHORIZED =
      Status.of(401, "Unauthorized", "Unauthorized").answer();

  static final ApiResponse.Whole INTERNAL_ERROR =
      Status.of(500, "InternalError", "Internal Server Error").answer();

  /** See captures/03-api/raw-watch-no-host.bytes. */
  static final ApiResponse.Whole EXPECTATION_FAILED =
      new ApiResponse.Whole(417, List.of(), ByteBuffer.allocate(0));

  /** As from the filter of requests in flight: see captures/05-variants/inflight-429.http. */
  static final ApiResponse.Whole TOO_MANY_REQUESTS =
      new ApiResponse.Whole(
          429,
          List.of(
              new Header("Cache-Control", "no-cache, private"),
              new Header("Content-Type", "text/plain; charset=utf-8"),
              new Header("Retry-After", "1"),
              new Header("X-Content-Type-Options", "nosniff")),
          utf8("Too many requests, please try again later.\n"));

  /** For a client that has left: it is not sent. */
  static final ApiResponse.Whole UNSENT =
      new ApiResponse.Whole(503, List.of(), ByteBuffer.allocate(0));

  private Bodies() {}

  /**
   * What net/http answers before any handler is asked.
   *
   * @param answer begins with the status code
   */
  static ApiResponse.Whole plain(String answer) {
    return new ApiResponse.Whole(
        Integer.parseInt(answer.substring(0, 3)),
        List.of(new Header("Content-Type", "text/plain; charset=utf-8")),
        utf8(answer));
  }

  private static ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
