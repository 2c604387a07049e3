package dev.watchstream.client.connect;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The identity under which a request is made; the server decides who may use it.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/">User
 *     Impersonation</a>
 */
record Impersonation(
    String user, List<String> groups, @Nullable String uid, Map<String, List<String>> extra) {

  /** A header of a request. */
  record Header(String name, String value) {
    Header {
      if (value.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            "the value for " + name + " holds a line break or another control character");
      }
    }
  }

  List<Header> headers() {
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Impersonate-User", user));
    groups.forEach(group -> headers.add(new Header("Impersonate-Group", group)));
    if (uid != null) {
      headers.add(new Header("Impersonate-Uid", uid));
    }
    extra.forEach(
        (key, values) -> {
          // As client-go: keys in lower case, percent-encoded where a header's name requires it.
          String name =
              "Impersonate-Extra-"
                  + URLEncoder.encode(key.toLowerCase(Locale.ROOT), StandardCharsets.UTF_8)
                      .replace("+", "%20");
          values.forEach(value -> headers.add(new Header(name, value)));
        });
    return headers;
  }
}
