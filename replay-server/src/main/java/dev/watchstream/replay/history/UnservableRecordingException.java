package dev.watchstream.replay.history;

import java.io.IOException;

/**
 * A recording that cannot be served, or not together with another. The message names the recording,
 * the place in it and what to do about it.
 */
public final class UnservableRecordingException extends IOException {
  private static final long serialVersionUID = 1;

  UnservableRecordingException(String message) {
    super(message);
  }

  UnservableRecordingException(String message, Throwable cause) {
    super(message, cause);
  }
}
