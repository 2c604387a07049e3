package dev.watchstream.client.connect;

import dev.watchstream.client.wire.PlainWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** How a client authenticates. No {@code toString()} contains the secret. */
public sealed interface Credentials
    permits Credentials.None, Credentials.Token, Credentials.TokenFile, ExecPlugin {

  /**
   * The bearer token to send now, or null for none.
   *
   * @throws IOException that names the source that failed, never its content
   */
  @Nullable String token(Instant now) throws IOException;

  /** The same, for a caller that may stop waiting meanwhile. */
  default @Nullable String token(Instant now, BooleanSupplier isCanceled) throws IOException {
    return token(now);
  }

  /** The server did not accept this token: if it is the remembered one, it is forgotten. */
  void rejected(String token);

  /**
   * A caller no longer waits for {@link #token}, perhaps not the one for which it is being fetched.
   * Safe to call from any thread.
   */
  default void cancel() {}

  /** Nothing is sent. */
  record None() implements Credentials {
    @Override
    public @Nullable String token(Instant now) {
      return null;
    }

    @Override
    public void rejected(String token) {}
  }

  /** A token that never changes. */
  final class Token implements Credentials {
    private final String token;

    public Token(String token) {
      this.token = token;
    }

    @Override
    public String token(Instant now) {
      return token;
    }

    @Override
    public void rejected(String rejected) {}
  }

  /**
   * A token in a file that is renewed by another process, such as the kubelet. Read again once a
   * minute, as by client-go, and when the server rejects it.
   */
  final class TokenFile implements Credentials {
    private static final Duration MAX_AGE = Duration.ofMinutes(1);

    private final Path file;
    private @Nullable String token;
    private Instant readAt = Instant.MIN;

    public TokenFile(Path file) {
      this.file = file;
    }

    @Override
    public synchronized String token(Instant now) throws IOException {
      if (token == null || !now.isBefore(readAt.plus(MAX_AGE))) {
        token = read();
        readAt = now;
      }
      return token;
    }

    @Override
    public synchronized void rejected(String rejected) {
      if (rejected.equals(token)) {
        token = null;
      }
    }

    private String read() throws IOException {
      String text;
      try {
        text = Files.readString(file).strip();
      } catch (IOException e) {
        throw new IOException("the token file " + file + " cannot be read: " + PlainWords.of(e), e);
      }
      if (text.isEmpty()) {
        throw new IOException("the token file " + file + " is empty");
      }
      if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
        throw new IOException("the token file " + file + " holds more than a token");
      }
      return text;
    }
  }
}
