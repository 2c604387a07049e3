package dev.watchstream.client.wire;

import dev.watchstream.parser.StatusEvent;
import dev.watchstream.parser.WatchStreamException;
import dev.watchstream.parser.stream.EndpointsParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The server answered with an HTTP status other than 200. */
public final class RefusedException extends IOException {

  private static final long serialVersionUID = 1L;

  /** The most to read of an error's body; a Status has a few hundred bytes. */
  private static final int MAX_BODY_BYTES = 64 << 10;

  /** The longest delay to follow: otherwise a server could put a watch to sleep for good. */
  private static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(5);

  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;

  private final int status;
  private final Duration retryAfter;

  private RefusedException(String message, int status, Duration retryAfter) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  static RefusedException of(Response response, Instant now) throws IOException {
    byte[] body = response.body().source().peek().inputStream().readNBytes(MAX_BODY_BYTES);
    StatusEvent status = status(body);
    Duration retryAfter = retryAfter(response.header("Retry-After"), now);
    return new RefusedException(
        "HTTP " + response.code() + ": " + message(response, status, body),
        response.code(),
        retryAfter.isZero() && status != null ? retryAfter(status) : retryAfter);
  }

  /** The delay that a Status asks for, at most 5 minutes; zero if it asks for none. */
  public static Duration retryAfter(StatusEvent status) {
    return atMost(Duration.ofSeconds(Math.max(0, status.retryAfterSeconds())));
  }

  public int status() {
    return status;
  }

  /** Zero where the server does not say. */
  public Duration retryAfter() {
    return retryAfter;
  }

  /** Null for anything but a Status, such as a proxy's page. */
  private static @Nullable StatusEvent status(byte[] body) {
    StatusEvent[] found = {null};
    try {
      EndpointsParser.create(
              event -> {
                if (event instanceof StatusEvent status) {
                  found[0] = status;
                }
              })
          .parse(body);
    } catch (WatchStreamException e) {
      return null;
    }
    return found[0];
  }

  private static String message(Response response, @Nullable StatusEvent status, byte[] body) {
    String ofServer = status == null ? null : status.message();
    String text = ofServer != null ? ofServer : new String(body, StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      text = response.message();
    }
    String location = response.isRedirect() ? response.header("Location") : null;
    if (location != null) {
      return "the server points to another place, where no credentials are sent: give that address: "
          + OneLine.of(location);
    }
    return wayOut(response.code(), ofServer != null) + OneLine.of(text);
  }

  /** A hint, put in front of the server's text, which may be long. */
  private static String wayOut(int status, boolean isOfApiServer) {
    if (status == UNAUTHORIZED) {
      return "give a token or a client certificate that the server knows: ";
    }
    return status == NOT_FOUND && !isOfApiServer ? "is this the address of an API server? " : "";
  }

  /** A number of seconds or a date (RFC 9110, 10.2.3); anything else counts as absent. */
  static Duration retryAfter(@Nullable String header, Instant now) {
    if (header == null) {
      return Duration.ZERO;
    }
    Duration delay;
    try {
      delay =
          header.strip().matches("[0-9]{1,9}")
              ? Duration.ofSeconds(Long.parseLong(header.strip()))
              : Duration.between(
                  now,
                  ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Duration.ZERO;
    }
    return delay.isNegative() ? Duration.ZERO : atMost(delay);
  }

  private static Duration atMost(Duration delay) {
    return delay.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : delay;
  }
}
