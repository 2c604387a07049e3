package dev.watchstream.replay.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.RecordingInfo.Header;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.testing.FakeApi;
import dev.watchstream.replay.testing.NoLeaks;
import dev.watchstream.replay.testing.RawClient;
import dev.watchstream.replay.testing.ScriptedBody;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The requests that a web page can make a browser send, and those that are refused. */
@ExtendWith(NoLeaks.class)
class BrowserGateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "127.0.0.1:8080          | -                            | 200",
        "localhost:8080          | -                            | 200",
        "[::1]:8080              | -                            | 200",
        "192.0.2.7:8080          | -                            | 200",
        "replay:8080             | -                            | 200",
        "replay.default.svc      | -                            | 200",
        "Replay.Localhost.:8080  | -                            | 200",
        "own.example.com:8080    | -                            | 200",
        "-                       | -                            | 200",
        "rebound.example.org     | -                            | 403",
        "rebound.example.org:80  | http://rebound.example.org   | 403",
        "127.0.0.1.example.org   | -                            | 403",
        "localhost.example.org   | -                            | 403",
        "127.0.0.1:8080          | http://127.0.0.1:8080        | 200",
        "127.0.0.1:8080          | http://localhost:3000        | 200",
        "192.0.2.7:8080          | http://192.0.2.7:8080        | 200",
        "[2001:db8::1]:8080      | http://[2001:db8::1]:8080    | 200",
        "127.0.0.1:8080          | https://evil.example.org     | 403",
        "127.0.0.1:8080          | http://203.0.113.5           | 403",
        "127.0.0.1:8080          | http://127.0.0.1.example.org | 403",
        "127.0.0.1:8080          | http://localhost@evil.com    | 403",
        "127.0.0.1:8080          | null                         | 403",
        "127.0.0.1:8080          | file://                      | 403",
        "127.0.0.1:8080          | not a URL                    | 403",
      })
  void aRequestIsAnsweredUnderOurOwnNamesAndForOurOwnPages(String host, String origin, int status) {
    assertThat(ask("Host", host, "Origin", origin)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "cross-site, no-cors, 403",
    "cross-site, websocket, 403",
    "cross-site, navigate, 200",
    "same-origin, cors, 200",
    "none, navigate, 200"
  })
  void whatABrowserCallsCrossSiteIsRefusedUnlessAPersonGoesThere(
      String site, String mode, int status) {
    assertThat(ask("Sec-Fetch-Site", site, "Sec-Fetch-Mode", mode)).isEqualTo(status);
  }

  @Test
  void noPageOfAnotherSiteGetsAWebSocket() throws Exception {
    FakeApi api = new FakeApi().watch("/watch", ScriptedBody.of("one\n"));
    try (HttpServer server = HttpServer.start(api, HttpOptions.loopback());
        RawClient client = new RawClient(server.port())) {
      client.get(
          "/watch",
          "Connection: Upgrade",
          "Upgrade: websocket",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
          "Origin: https://evil.example.org");
      assertThat(client.readHead()).startsWith("HTTP/1.1 403 Forbidden\r\n");
    }
  }

  @Test
  void whereThereIsATokenNoPageKnowsItAndEveryNameIsAnswered() throws Exception {
    HttpOptions options = HttpOptions.loopback().withToken("t0k3n");
    try (HttpServer server = HttpServer.start(new FakeApi(), options);
        RawClient client = new RawClient(server.port())) {
      client.send(
          "GET /get HTTP/1.1\r\nHost: replay.example.org\r\nAuthorization: Bearer t0k3n\r\n\r\n");
      assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK\r\n");
    }
  }

  private static int ask(String... namesAndValues) {
    List<Header> headers = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i + 1] != null) {
        headers.add(new Header(namesAndValues[i], namesAndValues[i + 1]));
      }
    }
    ApiResponse.Whole answer =
        (ApiResponse.Whole)
            new BrowserGate(new FakeApi(), "own.example.com")
                .answer(new ApiRequest("GET", "/get", null, headers));
    return answer.status();
  }
}
