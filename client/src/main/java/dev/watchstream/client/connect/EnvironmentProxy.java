package dev.watchstream.client.connect;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The proxy set by the environment, with the variables and rules that kubectl has from Go: {@code
 * HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY}, in either case; never for this machine
 * itself.
 *
 * @see <a href="https://pkg.go.dev/golang.org/x/net/http/httpproxy">httpproxy</a>
 */
final class EnvironmentProxy {

  private EnvironmentProxy() {}

  /**
   * Null when there is none for this server.
   *
   * @throws IllegalArgumentException for a proxy that cannot be used
   */
  static @Nullable Proxy of(Map<String, String> environment, HttpUrl server) {
    String name = server.isHttps() ? "HTTPS_PROXY" : "HTTP_PROXY";
    String proxy = variable(environment, name);
    if (proxy.isEmpty() || isLocal(server.host()) || isExcepted(environment, server)) {
      return null;
    }
    try {
      return parse(proxy.contains("://") ? proxy : "http://" + proxy);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  /** The same as {@link #parse(URI)}, of a text that may hold a password. */
  static Proxy parse(String text) {
    try {
      return parse(new URI(text));
    } catch (URISyntaxException e) {
      // Its message repeats the text.
      throw new IllegalArgumentException("the proxy is no URL: write http://host:port");
    }
  }

  /**
   * {@code http://host:port} or {@code socks5://host:port}.
   *
   * @throws IllegalArgumentException for any other
   */
  static Proxy parse(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    Proxy.Type type =
        switch (scheme) {
          case "http" -> Proxy.Type.HTTP;
          case "socks5" -> Proxy.Type.SOCKS;
          default ->
              throw new IllegalArgumentException(
                  "a proxy is http:// or socks5://, not " + scheme + "://");
        };
    if (uri.getUserInfo() != null) {
      throw new IllegalArgumentException("a proxy with a user and password is not supported");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("a proxy needs a host: http://host:port");
    }
    // Without a port it is the scheme's, as for kubectl.
    int ofScheme = type == Proxy.Type.HTTP ? 80 : 1080;
    int port = uri.getPort() < 0 ? ofScheme : uri.getPort();
    return new Proxy(type, InetSocketAddress.createUnresolved(uri.getHost(), port));
  }

  private static String variable(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    return value.isEmpty() ? environment.getOrDefault(name.toLowerCase(Locale.ROOT), "") : value;
  }

  private static boolean isLocal(String host) {
    return host.equals("localhost") || (isAddress(host) && address(host).isLoopbackAddress());
  }

  private static boolean isExcepted(Map<String, String> environment, HttpUrl server) {
    for (String item : variable(environment, "NO_PROXY").split(",", -1)) {
      if (isMatch(item.strip().toLowerCase(Locale.ROOT), server)) {
        return true;
      }
    }
    return false;
  }

  /** A host, a domain with or without a leading dot, an address, a network, or {@code *}. */
  private static boolean isMatch(String item, HttpUrl server) {
    if (item.isEmpty()) {
      return false;
    }
    if (item.equals("*")) {
      return true;
    }
    int slash = item.indexOf('/');
    if (slash > 0) {
      return isIn(item.substring(0, slash), item.substring(slash + 1), server.host());
    }
    String name = item;
    int colon = item.lastIndexOf(':');
    if (colon > 0 && item.indexOf(':') == colon) {
      if (!item.substring(colon + 1).equals(String.valueOf(server.port()))) {
        return false;
      }
      name = item.substring(0, colon);
    }
    String domain = name.startsWith("*.") ? name.substring(1) : name;
    return domain.startsWith(".")
        ? server.host().endsWith(domain)
        : server.host().equals(domain) || server.host().endsWith("." + domain);
  }

  private static boolean isIn(String network, String bits, String host) {
    if (!isAddress(host) || !isAddress(network) || !bits.matches("[0-9]{1,3}")) {
      return false;
    }
    byte[] of = address(network).getAddress();
    byte[] in = address(host).getAddress();
    int length = Integer.parseInt(bits);
    if (of.length != in.length || length > of.length * 8) {
      return false;
    }
    for (int bit = 0; bit < length; bit++) {
      if (((of[bit / 8] ^ in[bit / 8]) >> (7 - bit % 8) & 1) != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAddress(String host) {
    return host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") || host.contains(":");
  }

  /** Parses an address; never looks up a name. */
  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("no address: " + text, e);
    }
  }
}
