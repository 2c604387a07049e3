package dev.watchstream.replay.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.replay.ReplayServer;
import dev.watchstream.replay.ReplayServerBuilder;
import dev.watchstream.replay.model.Speed;
import dev.watchstream.replay.testing.NoLeaks;
import dev.watchstream.replay.testing.RawClient;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong in today's clusters, as their clients see it. */
@ExtendWith(NoLeaks.class)
@Timeout(60)
class TodaysFaultsTest {
  private static final String LIST = "/api/v1/endpoints";
  private static final String INFORMER =
      LIST
          + "?watch=true&allowWatchBookmarks=true&sendInitialEvents=true"
          + "&resourceVersionMatch=NotOlderThan&timeoutSeconds=300";

  private final HttpClient client = HttpClient.newHttpClient();

  @ParameterizedTest
  @ValueSource(
      strings = {
        LIST,
        LIST + "?resourceVersion=0",
        LIST + "?limit=5&labelSelector=a%3Db",
        LIST + "?watch=1&resourceVersion=1",
        "/api/v1/watch/namespaces/default/endpoints/passport-auth"
      })
  void whatIsAnsweredFromACacheIsRefusedWhileItIsInitializing(String asked) throws Exception {
    try (ReplayServer server = serve("initializing")) {
      HttpResponse<String> refused = get(server, asked);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
      assertThat(refused.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(refused.body())
          .isEqualTo(
              "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                  + "\"message\":\"storage is (re)initializing\",\"reason\":\"TooManyRequests\","
                  + "\"details\":{\"retryAfterSeconds\":1},\"code\":429}\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/version", "/api", LIST + "?limit=5", "/api/v1/namespaces/default/endpoints/one"})
  void whatIsNotAnsweredFromACacheIsNotRefused(String asked) throws Exception {
    try (ReplayServer server = serve("initializing")) {
      assertThat(get(server, asked).statusCode()).isNotEqualTo(429);
    }
  }

  @Test
  void aServerThatShutsDownSaysSoAndClosesTheConnection() throws Exception {
    try (ReplayServer server = serve("shutdown");
        RawClient raw = new RawClient(server.port())) {
      String answer = raw.get(LIST).readToEnd();
      assertThat(answer)
          .startsWith("HTTP/1.1 429 Too Many Requests\r\n")
          .contains("\r\nRetry-After: 5\r\n", "\r\nConnection: close\r\n")
          .contains("\r\nContent-Type: text/plain; charset=utf-8\r\n")
          .endsWith("\r\n\r\nThe apiserver is shutting down, please try again later.\n");
      assertThat(get(server, "/livez").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anInformersQueryIsAnsweredWithoutTheMarker() throws Exception {
    assertThat(begun(INFORMER)).startsWith("ADDED", "BOOKMARK", "MODIFIED");
    assertThat(begun(INFORMER, "no-marker")).startsWith("ADDED", "MODIFIED");
    assertThat(begun(INFORMER, "drop-bookmarks")).startsWith("ADDED", "MODIFIED");
  }

  @Test
  void aWatchThatWasToBeginWithTheStateIsRefusedInsideTheStream() throws Exception {
    try (ReplayServer server = serve("watchlist-unsupported@request=1")) {
      assertThat(types(server, LIST + "?watch=1", 1)).as("is not met").containsExactly("ADDED");
      HttpResponse<String> refused = get(server, INFORMER);
      assertThat(refused.statusCode()).isEqualTo(200);
      assertThat(refused.body())
          .isEqualTo(
              "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\","
                  + "\"metadata\":{},\"status\":\"Failure\",\"message\":\"a watch stream was"
                  + " requested by the client but the required storage feature"
                  + " RequestWatchProgress is disabled\",\"reason\":\"InternalError\","
                  + "\"code\":500}}\n");
      assertThat(types(server, INFORMER, 1)).containsExactly("ADDED");
    }
  }

  @Test
  void aProxyThatBuffersPassesNothingOnBeforeTheEnd() throws Exception {
    String watch = "/api/v1/namespaces/default/endpoints?watch=1";
    try (ReplayServer whole = serve();
        ReplayServer buffering = serve("buffer=1000000");
        RawClient raw = new RawClient(buffering.port())) {
      String story = get(whole, watch).body();
      raw.get(watch).readHead();
      assertThat(raw.readThrough("\r\n0\r\n\r\n"))
          .isEqualTo(Integer.toHexString(story.length()) + "\r\n" + story + "\r\n0\r\n\r\n");
    }
  }

  private List<String> begun(String asked, String... faults) throws Exception {
    try (ReplayServer server = serve(faults)) {
      return types(server, asked, 3);
    }
  }

  /** The types of a watch's first events. */
  private List<String> types(ReplayServer server, String asked, int events) throws Exception {
    HttpResponse<java.io.InputStream> watch =
        client.send(request(server, asked), BodyHandlers.ofInputStream());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(watch.body(), StandardCharsets.UTF_8))) {
      return Stream.generate(() -> line(lines))
          .limit(events)
          .map(line -> line.replaceFirst("\\{\"type\":\"([A-Z]+)\".*", "$1"))
          .toList();
    }
  }

  private static String line(BufferedReader lines) {
    try {
      return lines.readLine();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static ReplayServer serve(String... faults) throws Exception {
    ReplayServerBuilder builder =
        ReplayServer.of("one-pod-rollout").speed(Speed.MAX).serverVersion("1.36");
    for (String fault : faults) {
      builder.fault(fault);
    }
    return builder.start();
  }

  private HttpResponse<String> get(ReplayServer server, String asked) throws Exception {
    return client.send(request(server, asked), BodyHandlers.ofString());
  }

  private static HttpRequest request(ReplayServer server, String asked) {
    return HttpRequest.newBuilder(URI.create(server.baseUrl() + asked)).build();
  }
}
