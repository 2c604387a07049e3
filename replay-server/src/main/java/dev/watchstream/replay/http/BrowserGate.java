package dev.watchstream.replay.http;

import dev.watchstream.replay.api.ApiHandler;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.Status;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages out of a server without a token: any page may have its visitor's browser send
 * requests to this machine. Those of another site's page carry its Origin (RFC 6454) or {@code
 * Sec-Fetch-Site: cross-site}; those for a foreign Host may come from a page whose name was pointed
 * here (DNS rebinding).
 */
final class BrowserGate implements ApiHandler {
  /** Domains in which nobody can register a name. */
  private static final List<String> PRIVATE =
      List.of(".localhost", ".local", ".internal", ".svc", ".test");

  private final ApiHandler behind;
  private final String ownHost;

  /** {@code ownHost} is the host on which the server listens. */
  BrowserGate(ApiHandler behind, String ownHost) {
    this.behind = behind;
    this.ownHost = ownHost;
  }

  @Override
  public ApiResponse answer(ApiRequest request) {
    String host = hostOf(request.header("Host"));
    if (host != null && !isOurs(host)) {
      return forbidden(
          "the name "
              + host
              + " is not this server's: without a token it answers to addresses, names without a"
              + " dot and the name that it was told to listen on");
    }
    String origin = request.header("Origin");
    if (origin != null && !isOurs(origin, host)) {
      return forbidden("a web page of " + origin + " may not ask without a token");
    }
    if ("cross-site".equalsIgnoreCase(request.header("Sec-Fetch-Site"))
        && !"navigate".equalsIgnoreCase(request.header("Sec-Fetch-Mode"))) {
      return forbidden("a web page of another site may not ask without a token");
    }
    return behind.answer(request);
  }

  private boolean isOurs(String host) {
    return isAddress(host)
        || host.indexOf('.') < 0
        || host.equalsIgnoreCase(ownHost)
        || PRIVATE.stream().anyMatch(host::endsWith);
  }

  /** A page from this machine, or from the host that the request itself names. */
  private static boolean isOurs(String origin, @Nullable String host) {
    try {
      String page = new URI(origin).getHost();
      if (page == null) {
        return false;
      }
      String name = withoutBrackets(page).toLowerCase(Locale.ROOT);
      return isLoopback(name) || name.equals(host);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isLoopback(String name) {
    InetAddress address = NetUtil.createInetAddressFromIpAddressString(name);
    return address == null
        ? name.equals("localhost") || name.endsWith(".localhost")
        : address.isLoopbackAddress();
  }

  private static boolean isAddress(String host) {
    return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
  }

  /** Without its port; null when none was sent, as by HTTP/1.0. */
  private static @Nullable String hostOf(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return null;
    }
    String host = header.strip().toLowerCase(Locale.ROOT);
    int colon = host.lastIndexOf(':');
    boolean port = colon > host.lastIndexOf(']');
    String name = withoutBrackets(port ? host.substring(0, colon) : host);
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private static ApiResponse forbidden(String why) {
    return Status.of(403, "Forbidden", why).answer();
  }
}
