package dev.watchstream.client.connect;

import dev.watchstream.client.wire.OneLine;
import okhttp3.HttpUrl;

/** The address of an API server, as people write it. */
final class ServerUrl {

  private ServerUrl() {}

  /**
   * Removes the query and a slash at the end, so that the API's paths can be appended.
   *
   * @throws IllegalArgumentException whose message contains no password
   */
  static HttpUrl parse(String url) {
    HttpUrl parsed = HttpUrl.parse(url);
    if (parsed == null) {
      throw new IllegalArgumentException(
          "\""
              + withoutUserInfo(url)
              + "\" is no server's address; one looks like https://10.0.0.1:6443");
    }
    if (!parsed.encodedUsername().isEmpty() || !parsed.encodedPassword().isEmpty()) {
      throw new IllegalArgumentException(
          "an API server takes no user and password; give a token or a client certificate");
    }
    int last = parsed.pathSize() - 1;
    return parsed.pathSize() > 1 && parsed.pathSegments().get(last).isEmpty()
        ? parsed.newBuilder().removePathSegment(last).query(null).build()
        : parsed.newBuilder().query(null).build();
  }

  private static String withoutUserInfo(String url) {
    return OneLine.of(url.replaceFirst("(?s)^([a-zA-Z0-9+.-]*://)?.*@", "$1"));
  }
}
