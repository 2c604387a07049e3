package dev.watchstream.replay.faults;

import dev.watchstream.fixtures.RecordingInfo.Header;
import dev.watchstream.fixtures.input.DurationText;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.Filters.Layer;
import dev.watchstream.replay.api.Status;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP error in place of the answer, with the body that an API server sends with it.
 *
 * @param retryAfter for the header Retry-After; null for none
 */
record HttpStatus(int code, @Nullable Duration retryAfter) implements AnswerFault {
  static final FaultKind KIND =
      new FaultKind(
          "status",
          List.of(
              new FaultUsage(
                  "status=CODE",
                  "HTTP with that status, 400 to 599, and the body that goes with it"),
              new FaultUsage("status=CODE:TIME", "the same with Retry-After, in whole seconds")),
          text -> new HttpStatus(text.needNumber("a status of HTTP"), text.takeTime()));

  private static final int GONE = 410;
  private static final int TOO_MANY_REQUESTS = 429;

  HttpStatus {
    if (code < 400 || code > 599) {
      throw new IllegalArgumentException("a status that fails is from 400 to 599, not " + code);
    }
    if (retryAfter != null) {
      FaultText.requirePositive("Retry-After", retryAfter);
    }
  }

  @Override
  public ApiResponse.Whole answer(ApiRequest request, LongSupplier nanoTime) {
    if (code != TOO_MANY_REQUESTS) {
      return status().answer(retryAfterHeader());
    }
    // From a filter in front of the API, so no Status: captures/05-variants/inflight-429.http.
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Cache-Control", "no-cache, private"));
    headers.add(new Header("Content-Type", "text/plain; charset=utf-8"));
    headers.addAll(List.of(retryAfterHeader()));
    headers.add(new Header("X-Content-Type-Options", "nosniff"));
    return new ApiResponse.Whole(
        code,
        headers,
        ByteBuffer.wrap(
            "Too many requests, please try again later.\n".getBytes(StandardCharsets.UTF_8)));
  }

  private Header[] retryAfterHeader() {
    return retryAfter == null
        ? new Header[0]
        : new Header[] {
          new Header("Retry-After", Long.toString(retryAfter.plusNanos(999_999_999).toSeconds()))
        };
  }

  private Status status() {
    return switch (code) {
      case 401 -> Status.of(code, "Unauthorized", "Unauthorized");
      case GONE ->
          Status.of(code, "Expired", "The resourceVersion for the provided list is too old.");
      case 500 ->
          Status.of(code, "InternalError", "Internal error occurred: etcdserver: leader changed");
      case 503 ->
          Status.of(
              code, "ServiceUnavailable", "the server is currently unable to handle the request");
      case 504 ->
          Status.of(
              code, "Timeout", "Timeout: request did not complete within the allotted timeout");
      default -> Status.of(code, null, "the server responded with the status code " + code);
    };
  }

  @Override
  public boolean tellsGone() {
    return code == GONE;
  }

  @Override
  public Layer layer() {
    return switch (code) {
      case 401 -> Layer.OUTERMOST;
      case TOO_MANY_REQUESTS -> Layer.FLOW_CONTROL;
      default -> Layer.HANDLER;
    };
  }

  @Override
  public String toString() {
    return "status=" + code + (retryAfter == null ? "" : ":" + DurationText.of(retryAfter));
  }
}
