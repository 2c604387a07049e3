package dev.watchstream.replay.http;

import dev.watchstream.replay.api.ApiHandler;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Answers 401 to whoever does not bear the token, before any path is looked at. */
final class TokenGate implements ApiHandler {
  private static final String BEARER = "bearer ";

  private final ApiHandler behind;
  private final byte[] token;

  TokenGate(ApiHandler behind, String token) {
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
