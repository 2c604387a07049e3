package dev.watchstream.replay.model;

import dev.watchstream.fixtures.RecordingInfo.Header;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as the journal keeps it: without credentials.
 *
 * @param number among all requests of the server, from 1
 * @param at when its head was complete
 * @param protocol {@code HTTP/1.0}, {@code HTTP/1.1} or {@code HTTP/2}
 * @param method such as {@code GET}
 * @param path from the first {@code /}, percent-encoded as it was sent
 * @param query after the {@code ?}, as it was sent; null when there was none
 * @param headers in the order they came; a credential is replaced by {@code (redacted)}
 */
public record ReceivedRequest(
    long number,
    Instant at,
    String protocol,
    String method,
    String path,
    @Nullable String query,
    List<Header> headers) {
  public ReceivedRequest {
    headers = List.copyOf(headers);
  }

  /** Path and query as they were sent. */
  public String target() {
    return query == null ? path : path + "?" + query;
  }

  /** One line for a log: when, and what was asked. */
  @Override
  public String toString() {
    return "%s %s %s".formatted(at, Printable.of(method), Printable.of(target()));
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
}
