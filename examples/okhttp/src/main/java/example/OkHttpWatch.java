package example;

import dev.watchstream.parser.stream.EndpointsParser;
import dev.watchstream.parser.stream.EventHandler;
import java.io.IOException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/** Feeds a parser from OkHttp's connection: no line is split and no event is copied. */
public final class OkHttpWatch {

  private OkHttpWatch() {}

  /** Hands out the events of one watch, until the server ends it. */
  public static void follow(OkHttpClient client, String url, EventHandler handler)
      throws IOException {
    // OkHttp's own gunzip reads only the first member of a gzip body that has several.
    Request request = new Request.Builder().url(url).header("Accept-Encoding", "identity").build();
    EndpointsParser parser = EndpointsParser.create(handler);
    byte[] buffer = new byte[16 * 1024];
    try (Response response = client.newCall(request).execute()) {
      if (!response.isSuccessful()) {
        throw new IOException("GET " + url + ": HTTP " + response.code());
      }
      BufferedSource source = response.body().source();
      for (int read = source.read(buffer); read >= 0; read = source.read(buffer)) {
        parser.feed(buffer, 0, read);
      }
      parser.endOfInput();
    }
  }
}
