package dev.watchstream.cli.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask for a page or for metrics: a program or a browser of this machine, under an address
 * of this machine (a name that somebody pointed here would let any page in: DNS rebinding), from
 * the page itself; and with the token where there is one, which a browser asks for as a password
 * (RFC 7617).
 */
public final class BrowserCheck {

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

  private boolean isOurs(String asked) {
    return asked.equals("127.0.0.1:" + port)
        || asked.equals("localhost:" + port)
        || asked.equals("[::1]:" + port)
        || asked.equals(host + ":" + port);
  }

  /** Whether the request bears the token, if there is one. */
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
