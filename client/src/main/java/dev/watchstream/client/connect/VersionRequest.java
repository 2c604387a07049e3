package dev.watchstream.client.connect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Asks a server which Kubernetes it is: {@code GET /version}. */
public final class VersionRequest {

  private static final JsonFactory FACTORY = new JsonFactory();

  /**
   * For the whole answer, but not for the token. It is optional information and not worth a longer
   * wait.
   */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** A real answer has some 400 bytes. */
  private static final long MAX_BYTES = 64 << 10;

  private VersionRequest() {}

  /**
   * The server's {@code gitVersion}, such as {@code v1.33.2}.
   *
   * @return null if the server does not tell it in time, within 64 KiB and as JSON
   */
  public static @Nullable String ask(HttpClients http) {
    return ask(http, LIMIT);
  }

  static @Nullable String ask(HttpClients http, Duration limit) {
    HttpUrl url = http.url().newBuilder().addPathSegment("version").build();
    OkHttpClient client = http.client(false).newBuilder().callTimeout(limit).build();
    try {
      // Not within the limit, which would end a plugin in which somebody is logging in.
      http.fetchToken();
      try (Response response = client.newCall(new Request.Builder().url(url).build()).execute()) {
        BufferedSource body = response.body().source();
        body.request(MAX_BYTES + 1);
        return response.isSuccessful() && body.getBuffer().size() <= MAX_BYTES
            ? gitVersion(body.readByteArray())
            : null;
      }
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable String gitVersion(byte[] json) throws IOException {
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isVersion = parser.currentName().equals("gitVersion");
        if (parser.nextToken() == JsonToken.VALUE_STRING && isVersion) {
          return parser.getText();
        }
        parser.skipChildren();
      }
      return null;
    }
  }
}
