package dev.watchstream.replay.http;

import dev.watchstream.fixtures.RecordingInfo.Header;
import dev.watchstream.replay.api.ApiResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The few answers that the transport gives itself, as kube-apiserver and its net/http do. */
final class Bodies {

  /** See captures/03-api/e401-bad-token.http: no WWW-Authenticate. */
  static final ApiResponse.Whole UNAUTHORIZED = status(401, "Unauthorized", "Unauthorized");

  static final ApiResponse.Whole INTERNAL_ERROR =
      status(500, "Internal Server Error", "InternalError");

  /** See captures/03-api/raw-watch-no-host.bytes. */
  static final ApiResponse.Whole EXPECTATION_FAILED =
      new ApiResponse.Whole(417, List.of(), ByteBuffer.allocate(0));

  private Bodies() {}

  /**
   * What net/http says before any handler is asked.
   *
   * @param answer begins with the status
   */
  static ApiResponse.Whole plain(String answer) {
    return new ApiResponse.Whole(
        Integer.parseInt(answer.substring(0, 3)),
        List.of(new Header("Content-Type", "text/plain; charset=utf-8")),
        utf8(answer));
  }

  private static ApiResponse.Whole status(int code, String message, String reason) {
    String body =
        "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\""
            + message
            + "\",\"reason\":\""
            + reason
            + "\",\"code\":"
            + code
            + "}\n";
    return new ApiResponse.Whole(
        code,
        List.of(
            new Header("Cache-Control", "no-cache, private"),
            new Header("Content-Type", "application/json")),
        utf8(body));
  }

  private static ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
