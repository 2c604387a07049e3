package dev.watchstream.replay.api;

import dev.watchstream.fixtures.RecordingInfo.Header;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrived, without its body, since a read has none; and what is known of its
 * client.
 *
 * @param method such as {@code GET}, as it was sent
 * @param path from the first {@code /}, still percent-encoded
 * @param query after the {@code ?}, still percent-encoded; null when there was none
 * @param headers in the order they came; names in any case
 * @param seenVersion the newest that its client is known to have seen: what has no version of its
 *     own is answered with a state that is not older; 0 for none
 */
public record ApiRequest(
    String method, String path, @Nullable String query, List<Header> headers, long seenVersion) {
  public ApiRequest {
    headers = List.copyOf(headers);
  }

  /** From a client of which nothing is known. */
  public ApiRequest(String method, String path, @Nullable String query, List<Header> headers) {
    this(method, path, query, headers, 0);
  }

  public ApiRequest withSeenVersion(long version) {
    return new ApiRequest(method, path, query, headers, version);
  }

  /** The value of the first header of that name, in any case; null when there is none. */
  public @Nullable String header(String name) {
    for (Header header : headers) {
      if (header.name().equalsIgnoreCase(name)) {
        return header.value();
      }
    }
    return null;
  }

  /**
   * Whether the answer's body may be compressed. Like the API server, it wants one of the codings
   * to be exactly {@code gzip}, without parameters.
   */
  public boolean acceptsGzip() {
    String codings = header("Accept-Encoding");
    return codings != null
        && Arrays.stream(codings.split(",", -1)).map(String::strip).anyMatch("gzip"::equals);
  }

  /** Whether a watch is to come over a WebSocket. */
  public boolean isWebSocket() {
    return "websocket".equalsIgnoreCase(header("Upgrade"));
  }
}
