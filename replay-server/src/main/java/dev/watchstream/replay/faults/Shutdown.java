package dev.watchstream.replay.faults;

import dev.watchstream.fixtures.RecordingInfo.Header;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.ApiResponse.Connection;
import dev.watchstream.replay.api.Filters.Layer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * 429 and the end of the connection, as from a server that is about to stop and was started with
 * {@code --shutdown-send-retry-after}. Running watches go on, and health checks are answered.
 */
record Shutdown() implements AnswerFault {
  static final FaultKind KIND =
      new FaultKind(
          new FaultUsage(
              "shutdown", "HTTP 429 as text, Retry-After 5, and the connection closed (GOAWAY)"),
          text -> new Shutdown());

  @Override
  public boolean couldMeet(ApiRequest request) {
    return Stream.of("/healthz", "/livez", "/readyz").noneMatch(request.path()::startsWith);
  }

  /** From the outermost filter, so without Cache-Control. */
  @Override
  public ApiResponse.Whole answer(ApiRequest request, LongSupplier nanoTime) {
    return new ApiResponse.Whole(
        429,
        List.of(
            new Header("Content-Type", "text/plain; charset=utf-8"),
            new Header("Retry-After", "5"),
            new Header("X-Content-Type-Options", "nosniff")),
        ByteBuffer.wrap(
            "The apiserver is shutting down, please try again later.\n"
                .getBytes(StandardCharsets.UTF_8)),
        Connection.CLOSED);
  }

  @Override
  public Layer layer() {
    return Layer.OUTERMOST;
  }

  @Override
  public String toString() {
    return "shutdown";
  }
}
