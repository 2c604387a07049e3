package dev.watchstream.replay.http;

import dev.watchstream.replay.api.ApiHandler;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.Filters;
import dev.watchstream.replay.api.Filters.Layer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers 401 to a request without the right token. One without any credentials may still ask for
 * the version and the health, as anonymous users of an API server may (RBAC, {@code
 * system:public-info-viewer}).
 */
final class TokenGate implements ApiHandler {
  private static final String BEARER = "bearer ";

  private static final Set<String> PUBLIC = Set.of("/version", "/healthz", "/livez", "/readyz");

  private final ApiHandler behind;
  private final ApiHandler anonymous;
  private final Filters filters;
  private final byte[] token;

  /** {@code anonymous} answers requests without credentials. */
  TokenGate(ApiHandler behind, ApiHandler anonymous, Filters filters, String token) {
    this.behind = behind;
    this.anonymous = anonymous;
    this.filters = filters;
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public ApiResponse answer(ApiRequest request) {
    String authorization = request.header("Authorization");
    if (authorization == null && PUBLIC.contains(request.path())) {
      return anonymous.answer(request);
    }
    return bearsToken(authorization)
        ? behind.answer(request)
        : filters.pass(request, Layer.OUTERMOST, Bodies.UNAUTHORIZED);
  }

  private boolean bearsToken(@Nullable String authorization) {
    if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      return false;
    }
    byte[] given =
        authorization.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8);
    // In constant time, which does not reveal how many bytes were right.
    return MessageDigest.isEqual(given, token);
  }
}
