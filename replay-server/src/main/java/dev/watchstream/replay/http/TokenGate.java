package dev.watchstream.replay.http;

import dev.watchstream.replay.engine.ApiRequest;
import dev.watchstream.replay.engine.ApiResponse;
import dev.watchstream.replay.engine.ApiServer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Answers 401 to whoever does not bear the token, before any path is looked at. */
final class TokenGate implements ApiServer {
  private static final String BEARER = "bearer ";

  private final ApiServer behind;
  private final byte[] token;

  TokenGate(ApiServer behind, String token) {
    this.behind = behind;
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public ApiResponse answer(ApiRequest request) {
    return bearsToken(request.header("Authorization"))
        ? behind.answer(request)
        : Bodies.UNAUTHORIZED;
  }

  private boolean bearsToken(@Nullable String authorization) {
    if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      return false;
    }
    byte[] given =
        authorization.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8);
    // In time that does not tell how much of it was right.
    return MessageDigest.isEqual(given, token);
  }
}
