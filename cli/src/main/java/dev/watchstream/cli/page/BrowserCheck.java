package dev.watchstream.cli.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may request a page or metrics: a program or a browser on this machine that uses an
 * address of this machine (not a name that a foreign page made to resolve here: DNS rebinding) and,
 * in a browser, the page itself. Where there is a token, it must be sent too; a browser asks its
 * user for it as a password (RFC 7617).
 */
public final class BrowserCheck {

  /** Which browsers leave out. */
  private static final int PORT_OF_HTTP = 80;

  private final String host;
  private final int port;
  private final @Nullable String token;

  /** For a server at that host and port. */
  public BrowserCheck(String host, int port, @Nullable String token) {
    this.host = host;
    this.port = port;
    this.token = token;
  }

  /** Why the request is refused; null if it is not. */
  public @Nullable String refusal(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    String asked = headers.getFirst("Host");
    if (asked == null || !isOurs(asked)) {
      return "ask for it as http://127.0.0.1:" + port + "/";
    }
    String origin = headers.getFirst("Origin");
    if (origin != null && !origin.equals("http://" + asked)) {
      return "a web page of " + origin + " may not ask here";
    }
    String site = headers.getFirst("Sec-Fetch-Site");
    boolean isNavigation = "navigate".equals(headers.getFirst("Sec-Fetch-Mode"));
    return site == null || site.equals("same-origin") || site.equals("none") || isNavigation
        ? null
        : "a web page of another site may not ask here";
  }

  boolean isOurs(String asked) {
    String ofPort = ":" + port;
    String name = asked;
    if (asked.endsWith(ofPort)) {
      name = asked.substring(0, asked.length() - ofPort.length());
    } else if (port != PORT_OF_HTTP) {
      return false;
    }
    return name.equals("127.0.0.1")
        || name.equals("localhost")
        || name.equals("[::1]")
        || name.equals(host);
  }

  /** Whether the request has the token, if one is required. */
  boolean isAllowed(HttpExchange exchange) {
    if (token == null) {
      return true;
    }
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    return given != null && isToken(given);
  }

  private boolean isToken(String authorization) {
    String bearer = authorization.startsWith("Bearer ") ? authorization.substring(7) : "";
    if (authorization.startsWith("Basic ")) {
      try {
        String user =
            new String(
                Base64.getDecoder().decode(authorization.substring(6)), StandardCharsets.UTF_8);
        bearer = user.substring(user.indexOf(':') + 1);
      } catch (IllegalArgumentException e) {
        return false;
      }
    }
    return MessageDigest.isEqual(
        bearer.getBytes(StandardCharsets.UTF_8),
        String.valueOf(token).getBytes(StandardCharsets.UTF_8));
  }
}
