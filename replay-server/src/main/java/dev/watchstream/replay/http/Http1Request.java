package dev.watchstream.replay.http;

import dev.watchstream.fixtures.RecordingInfo.Header;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request on an HTTP/1 connection, with what its framing says.
 *
 * @param close whether the connection ends with its answer
 * @param refusal the answer when the API server is not to be asked; null when it is
 */
record Http1Request(
    ApiRequest api, boolean http10, boolean close, ApiResponse.@Nullable Whole refusal) {

  static Http1Request of(HttpRequest request, HttpLimits limits) {
    if (request.decoderResult().isFailure()) {
      return unreadable(request.decoderResult().cause());
    }
    ApiRequest api = api(request);
    boolean http10 = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
    HttpHeaders headers = request.headers();
    if (!http10 && !headers.contains(HttpHeaderNames.HOST)) {
      return refused(api, http10, "400 Bad Request: missing required Host header");
    }
    if (!api.path().startsWith("/")) {
      return refused(api, http10, "400 Bad Request");
    }
    String expect = headers.get(HttpHeaderNames.EXPECT);
    if (expect != null && !http10) {
      // No answer depends on a body, so none is asked for. But the client may send it anyway, which
      // cannot be known, so nothing after it can be read (RFC 9110, 10.1.1).
      return new Http1Request(
          api,
          false,
          true,
          expect.equalsIgnoreCase("100-continue") ? null : Bodies.EXPECTATION_FAILED);
    }
    boolean close =
        !HttpUtil.isKeepAlive(request)
            || HttpUtil.getContentLength(request, 0L) > limits.maxRequestBodyBytes();
    return new Http1Request(api, http10, close, null);
  }

  private static Http1Request unreadable(Throwable cause) {
    String answer = "400 Bad Request";
    if (cause instanceof TooLongHttpLineException) {
      answer = "414 Request URI Too Long";
    } else if (cause instanceof TooLongHttpHeaderException) {
      answer = "431 Request Header Fields Too Large";
    }
    return refused(new ApiRequest("-", "-", null, List.of()), false, answer);
  }

  private static Http1Request refused(ApiRequest api, boolean http10, String answer) {
    return new Http1Request(api, http10, true, Bodies.plain(answer));
  }

  /** The same request, as the last on its connection. */
  Http1Request closing() {
    return new Http1Request(api, http10, true, refusal);
  }

  boolean isHead() {
    return api.method().equals("HEAD");
  }

  String protocol() {
    return http10 ? "HTTP/1.0" : "HTTP/1.1";
  }

  private static ApiRequest api(HttpRequest request) {
    List<Header> headers = new ArrayList<>(request.headers().size());
    for (Map.Entry<String, String> header : request.headers()) {
      headers.add(new Header(header.getKey(), header.getValue()));
    }
    return Targets.request(request.method().name(), request.uri(), headers);
  }
}
