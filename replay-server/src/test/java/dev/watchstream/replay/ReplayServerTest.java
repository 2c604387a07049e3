package dev.watchstream.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchstream.fixtures.Recordings;
import dev.watchstream.replay.faults.FaultRule;
import dev.watchstream.replay.model.AnsweredRequest;
import dev.watchstream.replay.model.ReceivedRequest;
import dev.watchstream.replay.model.Speed;
import dev.watchstream.replay.testing.NoLeaks;
import dev.watchstream.replay.testing.RawClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The public API of the server. */
@ExtendWith(NoLeaks.class)
class ReplayServerTest {
  private static final String SEED =
      "/api/v1/watch/namespaces/default/endpoints/passport-auth?timeoutSeconds=1800";

  /** Longer than any machine needs to send a story. */
  private static final Duration TOLD = Duration.ofMinutes(1);

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path folder;

  @Test
  void theSeedsOwnRequestGivesTheSeedsFourEventsByteForByteAndEnds() throws Exception {
    try (ReplayServer server = ReplayServer.of("passport-auth").start()) {
      assertThat(get(server, SEED).body()).isEqualTo(recorded("passport-auth"));
      ReceivedRequest request = server.takeRequest(Duration.ofSeconds(20));
      assertThat(request.query()).isEqualTo("timeoutSeconds=1800");
      assertThat(server.requests()).containsExactly(request);
    }
  }

  @Test
  void whatCurlWroteIsServedFromItsPath() throws Exception {
    Path log = folder.resolve("curl.log");
    Files.write(log, recorded("passport-auth"));
    try (ReplayServer byPath = ReplayServer.of(log).start();
        ReplayServer byName = ReplayServer.of(log.toString()).start()) {
      assertThat(get(byPath, SEED).body()).isEqualTo(recorded("passport-auth"));
      assertThat(get(byName, SEED).body()).isEqualTo(recorded("passport-auth"));
    }
  }

  @Test
  void aRecordingThatIsNotThereIsToldAtTheStart() {
    ReplayServerBuilder builder = ReplayServer.of("passport");
    assertThatThrownBy(builder::start)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no recording \"passport\"")
        .hasMessageContaining("passport-auth");
  }

  @Test
  void nothingToServeIsNoServer() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReplayServer.of(new String[0]))
        .withMessage("a server needs a recording");
  }

  @Test
  void oneBuilderStartsServersThatKnowNothingOfEachOther() throws Exception {
    ReplayServerBuilder builder = ReplayServer.of("passport-auth");
    try (ReplayServer one = builder.start();
        ReplayServer two = builder.start()) {
      assertThat(one.port()).isNotEqualTo(two.port());
      get(one, "/version");
      assertThat(two.requests()).isEmpty();
    }
  }

  @Test
  void faultsCanBeSetAtTheStartAndWhileItRuns() throws Exception {
    try (ReplayServer server = ReplayServer.of("passport-auth").fault("status=503:2s").start()) {
      HttpResponse<byte[]> refused = get(server, SEED);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("2");
      server.setFaults(List.of(FaultRule.parse("cut=clean@event=1")));
      assertThat(lines(get(server, SEED))).hasSize(1);
      assertThat(server.faults()).containsExactly(FaultRule.parse("cut=clean@event=1"));
      server.setFaults(List.of());
      assertThat(lines(get(server, SEED))).hasSize(4);
    }
  }

  @Test
  void timeStandsStillAndGoesOnAsTold() throws Exception {
    try (ReplayServer server =
        ReplayServer.of("one-pod-rollout").sharedClock(true).startPaused(true).start()) {
      assertThat(server.isPaused()).isTrue();
      assertThat(server.position()).isZero();
      server.step();
      assertThat(server.position()).isPositive();
      server.seek(Duration.ofSeconds(2));
      assertThat(server.position()).isEqualTo(Duration.ofSeconds(2));
      server.resume();
      server.setSpeed(Speed.MAX);
      assertThat(server.speed()).isEqualTo(Speed.MAX);
      assertThat(server.isPaused()).isFalse();
      assertThat(server.position()).isNull();
    }
  }

  @Test
  void aWatchThatIsPausedGoesOnWhenTimeDoes() throws Exception {
    try (ReplayServer server =
            ReplayServer.of("one-pod-rollout").speed(Speed.MAX).startPaused(true).start();
        RawClient watch = new RawClient(server.port())) {
      watch.get("/api/v1/endpoints?watch=true", "Connection: close");
      watch.readHead();
      server.resume();
      watch.readThrough("\"type\":\"MODIFIED\"");
    }
  }

  @Test
  void aTestCanWaitUntilItsWatchesHaveBeenToldTheWholeStory() throws Exception {
    try (ReplayServer server =
            ReplayServer.of("one-pod-rollout").speed(Speed.MAX).startPaused(true).start();
        RawClient endpoints = watch(server, "/api/v1/endpoints?watch=true");
        RawClient withBookmarks =
            watch(server, "/api/v1/endpoints?watch=true&allowWatchBookmarks=true")) {
      assertThat(server.awaitStoryTold(Duration.ZERO)).isFalse();
      server.resume();
      assertThat(server.awaitStoryTold(TOLD)).isTrue();
      endpoints.readThrough("\"type\":\"MODIFIED\"");
      withBookmarks.readThrough("\"type\":\"MODIFIED\"");
    }
  }

  private static RawClient watch(ReplayServer server, String target) throws IOException {
    RawClient watch = new RawClient(server.port());
    watch.get(target, "Connection: close");
    watch.readHead();
    return watch;
  }

  @Test
  void aWatchThatIsCutHasNotBeenToldTheStoryButTheNextThatReadsTheRestHas() throws Exception {
    try (ReplayServer server =
        ReplayServer.of("passport-auth").fault("cut=clean@event=2@request=1").start()) {
      assertThat(lines(get(server, SEED))).hasSize(2);
      assertThat(server.awaitStoryTold(Duration.ZERO)).isFalse();
      assertThat(lines(get(server, SEED))).hasSize(4);
      assertThat(server.awaitStoryTold(TOLD)).isTrue();
    }
  }

  @Test
  void anAnswerOf410TellsNothing() throws Exception {
    try (ReplayServer server = ReplayServer.of("passport-auth").fault("gone@event=1").start()) {
      assertThat(lines(get(server, SEED))).hasSize(2);
      assertThat(server.awaitStoryTold(Duration.ZERO)).isFalse();
      server.setFaults(List.of());
      assertThat(get(server, "/api/v1/endpoints?watch=true&resourceVersion=1").body()).isNotEmpty();
      assertThat(server.awaitStoryTold(Duration.ZERO)).isFalse();
    }
  }

  @Test
  void aStoryThatLoopsCannotBeWaitedFor() throws Exception {
    try (ReplayServer server = ReplayServer.of("passport-auth").loop(true).start()) {
      assertThatThrownBy(() -> server.awaitStoryTold(TOLD))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a story that loops is never told to its end");
    }
  }

  @Test
  void whatNothingRecordedAnswersIsRememberedUnlessAFaultAnswered() throws Exception {
    try (ReplayServer server = ReplayServer.of("passport-auth").start()) {
      get(server, SEED);
      get(server, "/api/v1/pods");
      get(server, "/api/v1/namespaces/default/endpoints/other");
      server.setFaults(List.of(FaultRule.parse("status=404")));
      get(server, "/api/v1/nodes");
      assertThat(server.unmatchedRequests())
          .containsExactly(
              "GET /api/v1/pods 404", "GET /api/v1/namespaces/default/endpoints/other 404");
    }
  }

  @Test
  void eachRequestIsLoggedWhenItIsOver() throws Exception {
    BlockingQueue<AnsweredRequest> log = new LinkedBlockingQueue<>();
    try (ReplayServer server = ReplayServer.of("passport-auth").log(log::add).start()) {
      get(server, SEED);
      assertThat(log.take().toString()).startsWith("GET " + SEED + " 200 ").endsWith(" ms done");
    }
  }

  @Test
  void aKubeconfigHasTheWayTheAuthorityAndTheToken() throws Exception {
    try (ReplayServer server = ReplayServer.of("passport-auth").tls().token("s3\"cr\\et").start()) {
      assertThat(server.baseUrl()).isEqualTo("https://127.0.0.1:" + server.port());
      assertThat(server.caPem()).startsWith("-----BEGIN CERTIFICATE-----\n");
      assertThat(server.kubeconfig())
          .contains("server: \"" + server.baseUrl() + "\"\n")
          .contains("certificate-authority-data: LS0tLS1CRUdJTi")
          .contains("token: \"s3\\\"cr\\\\et\"\n");
      assertThat(server.toString()).doesNotContain("s3");
    }
  }

  @Test
  void aFileForClientsIsForItsOwnerOnlyAndReplacesOnlyItsLike() throws Exception {
    Path file = folder.resolve("kubeconfig");
    try (ReplayServer server = ReplayServer.of("passport-auth").tls().start()) {
      server.writeCaPem(file);
      server.writeKubeconfig(file);
      assertThat(file)
          .content()
          .startsWith("# Written by Watchstream")
          .endsWith(server.kubeconfig());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      Files.writeString(file, "apiVersion: v1\n");
      assertThatThrownBy(() -> server.writeKubeconfig(file))
          .isInstanceOf(FileAlreadyExistsException.class)
          .hasMessageContaining("was not written by Watchstream");
      assertThat(file).hasContent("apiVersion: v1\n");
    }
  }

  @Test
  void withoutTlsThereIsNoAuthorityToWrite() throws Exception {
    try (ReplayServer server = ReplayServer.of("passport-auth").start()) {
      assertThat(server.kubeconfig()).doesNotContain("certificate").contains("user: {}\n");
      assertThatThrownBy(() -> server.writeCaPem(folder.resolve("ca.pem")))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void whoListensEverywhereIsReachedByTheLoopback() throws Exception {
    try (ReplayServer server = ReplayServer.of("passport-auth").host("0.0.0.0").start()) {
      assertThat(server.baseUrl()).isEqualTo("http://127.0.0.1:" + server.port());
      assertThat(get(server, "/version").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aPortThatIsTakenIsNamedWithTheWayOut() throws Exception {
    try (ReplayServer server = ReplayServer.of("passport-auth").start()) {
      ReplayServerBuilder second = ReplayServer.of("passport-auth").port(server.port());
      assertThatThrownBy(second::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1:" + server.port())
          .hasMessageEndingWith("port 0 takes a free one");
    }
  }

  private HttpResponse<byte[]> get(ReplayServer server, String target) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.baseUrl() + target)).build();
    return client.send(request, BodyHandlers.ofByteArray());
  }

  private static List<String> lines(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8).lines().toList();
  }

  private static byte[] recorded(String name) throws IOException {
    try (InputStream body = Recordings.open(name).openBody()) {
      return body.readAllBytes();
    }
  }
}
