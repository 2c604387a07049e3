package dev.watchstream.replay.faults;

import dev.watchstream.fixtures.RecordingInfo.Header;
import dev.watchstream.replay.api.ApiResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers that an API server gives when it is not well, in its own words. */
final class StatusAnswers {
  private static final int TOO_MANY_REQUESTS = 429;

  private StatusAnswers() {}

  static ApiResponse of(Fault fault) {
    return fault instanceof Fault.Status status
        ? answer(status.code(), status.retryAfter())
        : answer(410, null);
  }

  /** See captures/05-variants/nocache-watch-rv1.http. */
  static ByteBuffer goneEvent() {
    return utf8(
        "{\"type\":\"ERROR\",\"object\":"
            + status("The resourceVersion for the provided watch is too old.", "Expired", 410)
            + "}\n");
  }

  private static ApiResponse answer(int code, @Nullable Duration retryAfter) {
    boolean plain = code == TOO_MANY_REQUESTS;
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Cache-Control", "no-cache, private"));
    headers.add(
        new Header("Content-Type", plain ? "text/plain; charset=utf-8" : "application/json"));
    if (retryAfter != null) {
      long seconds = retryAfter.plusNanos(999_999_999).toSeconds();
      headers.add(new Header("Retry-After", Long.toString(seconds)));
    }
    if (plain) {
      headers.add(new Header("X-Content-Type-Options", "nosniff"));
    }
    return new ApiResponse.Whole(code, headers, utf8(body(code)));
  }

  private static String body(int code) {
    return switch (code) {
      // From a filter in front of the API, so no Status: captures/05-variants/inflight-429.http.
      case TOO_MANY_REQUESTS -> "Too many requests, please try again later.\n";
      case 401 -> status("Unauthorized", "Unauthorized", code) + "\n";
      case 410 ->
          status("The resourceVersion for the provided list is too old.", "Expired", code) + "\n";
      case 500 ->
          status("Internal error occurred: etcdserver: leader changed", "InternalError", code)
              + "\n";
      case 503 ->
          status("the server is currently unable to handle the request", "ServiceUnavailable", code)
              + "\n";
      case 504 ->
          status("Timeout: request did not complete within the allotted timeout", "Timeout", code)
              + "\n";
      default -> status("the server responded with the status code " + code, null, code) + "\n";
    };
  }

  private static String status(String message, @Nullable String reason, int code) {
    return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
        + "\"message\":\""
        + message
        + (reason == null ? "" : "\",\"reason\":\"" + reason)
        + "\",\"code\":"
        + code
        + "}";
  }

  private static ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
  }
}
