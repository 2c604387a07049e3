package dev.watchstream.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.replay.testing.NoLeaks;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NoLeaks.class)
class ControlEndpointsTest {
  /** Over HTTP/2 a 401 ends the connection, and Java's client may then lose the answer. */
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private ReplayServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        ReplayServer.of("one-pod-rollout")
            .sharedClock(true)
            .startPaused(true)
            .httpControl(true)
            .start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theyTellTheState() throws Exception {
    HttpResponse<String> state = send("GET", "/control");
    assertThat(state.statusCode()).isEqualTo(200);
    assertThat(state.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(state.body())
        .isEqualTo(
            "{\"paused\":true,\"speed\":\"1x\",\"loop\":false,\"positionMillis\":0,"
                + "\"storyTold\":false,\"faults\":[]}\n");
  }

  @Test
  void theySteerTimeAndAnswerWithWhatCameOfIt() throws Exception {
    assertThat(send("POST", "/control/seek?to=10s").body()).contains("\"positionMillis\":10000,");
    assertThat(send("POST", "/control/speed?value=2x").body()).contains("\"speed\":\"2x\"");
    assertThat(send("POST", "/control/resume").body()).contains("\"paused\":false");
    assertThat(send("POST", "/control/pause").body()).contains("\"paused\":true");
    send("POST", "/control/seek?to=0s");
    send("POST", "/control/step");
    assertThat(server.position()).isPositive();
    assertThat(send("POST", "/control/resume").statusCode()).isEqualTo(200);
    assertThat(send("POST", "/control/speed?value=max").body())
        .isEqualTo(
            "{\"paused\":false,\"speed\":\"max\",\"loop\":false,\"storyTold\":false,\"faults\":[]}\n");
  }

  @Test
  void theySetTheFaultsAnewAndWithNoneTakeThemAway() throws Exception {
    assertThat(
            send("POST", "/control/faults?fault=cut@event=3+10&fault=status%3D503%40request%3D1")
                .body())
        .endsWith("\"faults\":[\"cut@event=3+10\",\"status=503@request=1\"]}\n");
    assertThat(send("GET", "/version").statusCode()).isEqualTo(503);
    assertThat(send("GET", "/version").statusCode()).isEqualTo(200);
    assertThat(send("POST", "/control/faults").body()).endsWith("\"faults\":[]}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET  | /control/pause               | 405 | /control/pause takes POST
          POST | /control                     | 405 | /control takes GET
          POST | /control/rewind              | 404 | there are pause, resume, step, speed, loop, seek
          POST | /control/speed               | 400 | it needs ?value=, such as 2x or max
          POST | /control/speed?value=0       | 400 | from 0.1 to 1000, or max
          POST | /control/loop?value=yes      | 400 | on or off, not 'yes'
          POST | /control/loop?value=on       | 400 | begin it with --loop, and one clock
          POST | /control/seek?to=-1s         | 400 | a number with ms, s, m or h
          POST | /control/faults?fault=crash  | 400 | there is no \\"crash\\", only cut
          """)
  void whatIsWrongIsToldAndChangesNothing(String method, String target, int status, String message)
      throws Exception {
    String before = send("GET", "/control").body();
    HttpResponse<String> response = send(method, target);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).startsWith("{\"error\":\"").contains(message).endsWith("\"}\n");
    assertThat(send("GET", "/control").body()).isEqualTo(before);
  }

  @Test
  void aWebPageMayNotSteer() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.baseUrl() + "/control/resume"))
            .header("Origin", "https://example.com")
            .POST(BodyPublishers.noBody())
            .build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    assertThat(server.isPaused()).isTrue();
  }

  @Test
  void theyAreNotThereUnlessAskedFor() throws Exception {
    try (ReplayServer plain = ReplayServer.of("passport-auth").start()) {
      assertThat(send(plain, "GET", "/control").statusCode()).isEqualTo(404);
      assertThat(send(plain, "POST", "/control/pause").statusCode()).isEqualTo(405);
      assertThat(plain.isPaused()).isFalse();
    }
  }

  @Test
  void theTokenProtectsThem() throws Exception {
    try (ReplayServer guarded =
        ReplayServer.of("passport-auth").httpControl(true).token("secret").start()) {
      assertThat(send(guarded, "POST", "/control/pause").statusCode()).isEqualTo(401);
      assertThat(guarded.isPaused()).isFalse();
    }
  }

  private HttpResponse<String> send(String method, String target) throws Exception {
    return send(server, method, target);
  }

  private HttpResponse<String> send(ReplayServer to, String method, String target)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(to.baseUrl() + target))
            .method(method, BodyPublishers.noBody())
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
