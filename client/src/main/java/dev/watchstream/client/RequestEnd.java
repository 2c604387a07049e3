package dev.watchstream.client;

import dev.watchstream.client.WatchNotice.End;
import dev.watchstream.client.wire.OneLine;
import dev.watchstream.client.wire.PlainWords;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a request ended.
 *
 * @param status the code of a refusal, from HTTP or from a Status; 0 for any other end
 * @param retryAfter the delay that the server asked for; zero for none
 */
record RequestEnd(
    End end, String message, @Nullable Throwable cause, int status, Duration retryAfter) {

  static RequestEnd clean() {
    return of(End.CLEAN, "the server ended its answer");
  }

  static RequestEnd of(End end, String message) {
    return new RequestEnd(end, message, null, 0, Duration.ZERO);
  }

  static RequestEnd of(End end, Throwable cause) {
    return new RequestEnd(end, OneLine.of(PlainWords.of(cause)), cause, 0, Duration.ZERO);
  }

  /** A refusal with its code, and what the server asked for. */
  RequestEnd refusedWith(int newStatus, Duration newRetryAfter) {
    return new RequestEnd(end, message, cause, newStatus, newRetryAfter);
  }

  boolean isClean() {
    return end == End.CLEAN;
  }
}
