package dev.watchstream.replay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.watchstream.replay.testing.FakeApi;
import dev.watchstream.replay.testing.HandClock;
import dev.watchstream.replay.testing.NoLeaks;
import dev.watchstream.replay.testing.ScriptedBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** curl, with the command line that the seed gives. */
@ExtendWith(NoLeaks.class)
class CurlTest {
  private final FakeApi api =
      new FakeApi()
          .on(
              "/watch",
              request -> FakeApi.watch(ScriptedBody.of("one\n", "tw", "o\n"), Long.MAX_VALUE));

  @BeforeAll
  @SuppressWarnings("SystemOut") // A test that is left out has to be seen.
  static void curlIsThere() throws Exception {
    boolean there;
    try {
      there = curl("--version").contains("HTTP2");
    } catch (IOException none) {
      there = false;
    }
    if (!there) {
      System.err.println("NO CURL WITH HTTP/2 ON THE PATH: its tests are left out");
    }
    assumeThat(there).as("curl with HTTP/2 is on the path").isTrue();
  }

  @Test
  void curlSeesTheRecordedChunks() throws Exception {
    try (HttpServer server = HttpServer.start(api, HttpOptions.loopback())) {
      assertThat(curl("-sN", "--raw", "--http1.1", server.baseUrl() + "/watch"))
          .isEqualTo("4\r\none\n\r\n2\r\ntw\r\n2\r\no\n\r\n0\r\n\r\n");
    }
  }

  @Test
  void curlSpeaksHttp2ByPriorKnowledgeAndByUpgrade() throws Exception {
    try (HttpServer server = HttpServer.start(api, HttpOptions.loopback())) {
      for (String how : List.of("--http2-prior-knowledge", "--http2", "--http1.1")) {
        String version = curl("-sN", how, "-w", "%{http_version}", server.baseUrl() + "/watch");
        assertThat(version).isEqualTo("one\ntwo\n" + (how.startsWith("--http2") ? "2" : "1.1"));
      }
    }
  }

  @Test
  void curlTrustsTheGeneratedAuthorityAndNegotiatesHttp2(@TempDir Path folder) throws Exception {
    ServerTls tls = ServerTls.generated(List.of(), Instant.now());
    try (HttpServer server = HttpServer.start(api, HttpOptions.loopback().withTls(tls))) {
      Path ca = Files.writeString(folder.resolve("ca.pem"), tls.caPem());
      String url = "https://localhost:" + server.port() + "/watch";
      assertThat(curl("-sN", "--cacert", ca.toString(), "-w", "%{http_version}", url))
          .isEqualTo("one\ntwo\n2");
    }
  }

  @Test
  void curlIsToldOfItsTimeout() throws Exception {
    api.on("/quiet", r -> FakeApi.watch(new ScriptedBody(new HandClock(), List.of()), 0));
    try (HttpServer server = HttpServer.start(api, HttpOptions.loopback())) {
      assertThat(curl("-sN", "-w", "%{http_code} %{size_download}", server.baseUrl() + "/quiet"))
          .isEqualTo("200 0");
    }
  }

  private static String curl(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder curl = new ProcessBuilder("curl", "--noproxy", "*");
    curl.command().addAll(List.of(arguments));
    Process process = curl.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return output;
  }
}
