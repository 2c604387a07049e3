package dev.watchstream.replay.model;

import java.time.Duration;
import java.util.Locale;

/**
 * The outcome of a request, or of a connection that never sent one.
 *
 * @param method such as {@code GET}; {@code -} when no request could be read
 * @param target path and query as they were sent; {@code -} when no request could be read
 * @param status of HTTP; 0 when nothing was answered
 * @param bodyBytes sent of the body, without HTTP's framing
 * @param duration from the request's head to the end of its answer
 * @param ended in a few words, such as {@code done}, {@code timeout} or {@code client left}
 */
public record AnsweredRequest(
    String method, String target, int status, long bodyBytes, Duration duration, String ended) {

  /** One line for a log. Control characters from a client are escaped, so it stays one line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s %s %d %d B %d ms %s",
        Printable.of(method),
        Printable.of(target),
        status,
        bodyBytes,
        duration.toMillis(),
        Printable.of(ended));
  }
}
