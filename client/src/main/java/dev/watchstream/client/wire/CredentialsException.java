package dev.watchstream.client.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** There are no credentials to send, so the server was not asked. */
public final class CredentialsException extends IOException {

  private static final long serialVersionUID = 1L;

  public CredentialsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
