package dev.watchstream.parser;

import org.jspecify.annotations.Nullable;

/**
 * A Status: an ERROR event of a watch, or a bare Status, which a server answers to a request that
 * failed.
 *
 * @param code the HTTP status code that the server names; 0 where it names none
 * @param reason a word for machines, such as {@code Expired}
 * @param message a sentence for people
 * @param retryAfterSeconds how many seconds the server asks to wait before the next request; 0
 *     where it does not ask
 */
public record StatusEvent(
    int code, @Nullable String reason, @Nullable String message, int retryAfterSeconds)
    implements StreamEvent {

  private static final int GONE = 410;

  @Override
  public EventType type() {
    return EventType.ERROR;
  }

  /** Always null: a Status has no version. */
  @Override
  public @Nullable String resourceVersion() {
    return null;
  }

  /**
   * Whether the requested resource version is too old, so that a relist is needed. Decided by the
   * code, or, where there is none, by the reason.
   */
  public boolean isGone() {
    return code == GONE || (code == 0 && ("Expired".equals(reason) || "Gone".equals(reason)));
  }
}
