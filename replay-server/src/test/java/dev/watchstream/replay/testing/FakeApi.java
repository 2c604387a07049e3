package dev.watchstream.replay.testing;

import dev.watchstream.fixtures.RecordingInfo.Header;
import dev.watchstream.replay.api.ApiHandler;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.WatchBody;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Answers a path as a test has set; {@code /get} answers hello, everything else 404. */
public final class FakeApi implements ApiHandler {
  public static final List<Header> HEADERS =
      List.of(
          new Header("Cache-Control", "no-cache, private"),
          new Header("Content-Type", "application/json"));

  private final Map<String, Function<ApiRequest, ApiResponse>> answers = new ConcurrentHashMap<>();

  public FakeApi() {
    whole("/get", 200, "hello\n");
  }

  public FakeApi whole(String path, int status, String body) {
    return on(path, request -> whole(status, body));
  }

  /** Answers with that body, without a timeout. */
  public FakeApi watch(String path, WatchBody body) {
    return on(path, request -> watch(body, Long.MAX_VALUE));
  }

  public FakeApi on(String path, Function<ApiRequest, ApiResponse> answer) {
    answers.put(path, answer);
    return this;
  }

  public static ApiResponse.Whole whole(int status, String body) {
    return new ApiResponse.Whole(
        status, HEADERS, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
  }

  public static ApiResponse watch(WatchBody body, long timeoutNanos) {
    return new ApiResponse.Watch(200, HEADERS, body, timeoutNanos, false, false);
  }

  @Override
  public ApiResponse answer(ApiRequest request) {
    return answers
        .getOrDefault(request.path(), other -> whole(404, "404 page not found\n"))
        .apply(request);
  }
}
