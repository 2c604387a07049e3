package dev.watchstream.replay.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.Recordings;
import dev.watchstream.replay.engine.ReplayOptions;
import dev.watchstream.replay.http.HttpOptions;
import dev.watchstream.replay.http.ServerTls;
import dev.watchstream.replay.testing.NoLeaks;
import dev.watchstream.replay.testing.OtherResources;
import dev.watchstream.replay.version.KubernetesVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The clients that people type on the command line. */
@ExtendWith(NoLeaks.class)
@Timeout(60)
class CommandLineClientsTest {
  private static final String SEED =
      "/api/v1/watch/namespaces/default/endpoints/passport-auth?timeoutSeconds=1800";
  private static final String TOKEN = "of-a-test";

  @TempDir Path folder;

  @Test
  void curlGetsTheSeedsFourEventsByteForByte() throws Exception {
    requireOnPath("curl");
    try (Served served = Served.plain("passport-auth")) {
      assertThat(run(curl(served.url() + SEED))).isEqualTo(body("passport-auth"));
    }
  }

  @Test
  void curlSeesTheRecordedChunkSizes() throws Exception {
    requireOnPath("curl");
    String target = "/api/v1/watch/namespaces/default/endpoints/passport-auth?timeoutSeconds=205";
    String body = body("one-pod-rollout");
    StringBuilder framed = new StringBuilder();
    int at = 0;
    for (var chunk : Recordings.find("one-pod-rollout").orElseThrow().chunks()) {
      String data = body.substring(at, at + chunk.length());
      framed.append(Integer.toHexString(chunk.length())).append("\r\n").append(data).append("\r\n");
      at += chunk.length();
    }
    try (Served served = Served.plain("one-pod-rollout")) {
      assertThat(run(curl("--raw", "--http1.1", served.url() + target)))
          .isEqualTo(framed + "0\r\n\r\n");
    }
  }

  @Test
  void kubectlGetsAndLists() throws Exception {
    requireOnPath("kubectl");
    try (Served served = served("passport-auth")) {
      assertThat(run(kubectl(served, "get", "endpoints", "passport-auth")))
          .contains("NAME")
          .contains("passport-auth")
          .contains("1.0.15.76");
      assertThat(run(kubectl(served, "get", "ep", "-o", "name")))
          .isEqualTo("endpoints/passport-auth\n");
      assertThat(run(kubectl(served, "get", "endpoints", "-A", "-o", "json")))
          .contains("\"resourceVersion\": \"229169672\"");
    }
  }

  @Test
  void kubectlGetsRawBytes() throws Exception {
    requireOnPath("kubectl");
    try (Served served = served("passport-auth")) {
      assertThat(run(kubectl(served, "get", "--raw", SEED))).isEqualTo(body("passport-auth"));
    }
  }

  @Test
  void kubectlWatchesEachChangeInOrder() throws Exception {
    requireOnPath("kubectl");
    for (String recording : List.of("passport-auth", "one-pod-rollout")) {
      Story story = Story.of(recording);
      try (Served served = served(recording)) {
        assertThat(watched(served, story.last().version(), "endpoints", "passport-auth"))
            .isEqualTo(story.changes());
      }
    }
  }

  @Test
  void kubectlWaitsForAChange() throws Exception {
    requireOnPath("kubectl");
    try (Served served = served("passport-auth")) {
      String last = "--for=jsonpath={.metadata.resourceVersion}=239537256";
      assertThat(run(kubectl(served, "wait", "endpoints/passport-auth", last, "--timeout=30s")))
          .isEqualTo("endpoints/passport-auth condition met\n");
    }
  }

  @Test
  void kubectlExplains() throws Exception {
    requireOnPath("kubectl");
    try (Served served = served("passport-auth")) {
      assertThat(run(kubectl(served, "explain", "endpoints")))
          .contains("KIND:       Endpoints", "subsets\t<[]EndpointSubset>");
      assertThat(run(kubectl(served, "explain", "endpointslices.endpoints.conditions")))
          .contains("GROUP:      discovery.k8s.io", "serving\t<boolean>");
    }
  }

  /** A version, a command, and its output; {@code /} stands for a line end. */
  @ParameterizedTest
  @CsvFileSource(resources = "/clients/kubectl.tsv", delimiter = '\t', numLinesToSkip = 1)
  void kubectlPrintsNoErrorAndNoWarningThatARealServerWouldNotCause(
      String version, String command, String holds) throws Exception {
    requireOnPath("kubectl");
    ReplayOptions replay = ReplayOptions.DEFAULTS.withVersion(KubernetesVersion.parse(version));
    try (Served served = served(Recordings.find("passport-auth").orElseThrow(), replay)) {
      Path errors = folder.resolve("errors");
      Process kubectl = kubectl(served, command.split(" ")).redirectError(errors.toFile()).start();
      String printed = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(kubectl.waitFor()).as(printed + Files.readString(errors)).isZero();
      assertThat(printed.replaceAll(" +", " ").replaceAll("\\R", "/")).contains(holds);
      boolean asksForEndpoints = !command.startsWith("explain");
      assertThat(Files.readString(errors))
          .isEqualTo(
              asksForEndpoints && served.engine().server().endpointsWarning()
                  ? "Warning: v1 Endpoints is deprecated in v1.33+;"
                      + " use discovery.k8s.io/v1 EndpointSlice\n"
                  : "");
    }
  }

  @Test
  void kubectlKnowsEndpointSlices() throws Exception {
    requireOnPath("kubectl");
    try (Served served = served("fleet-rollout-slices")) {
      assertThat(
              run(
                  kubectl(
                      served, "get", "endpointslices", "-l", "kubernetes.io/service-name=fleet")))
          .contains("ADDRESSTYPE")
          .contains("fleet-");
    }
  }

  @Test
  void kubectlKnowsPods() throws Exception {
    requireOnPath("kubectl");
    try (Served served = served(OtherResources.pods(folder))) {
      assertThat(run(kubectl(served, "get", "po", "-A")).replaceAll(" +", " "))
          .isEqualTo(
              """
              NAMESPACE NAME AGE
              bank db-1 60s
              shop web-1 60s
              """);
      assertThat(run(kubectl(served, "get", "all", "-n", "shop", "-l", "app=web", "-o", "name")))
          .isEqualTo("pod/web-1\n");
      assertThat(watched(served, "14", "pods", "-A"))
          .extracting(seen -> seen.type() + " " + seen.version())
          .containsExactly("ADDED 11", "ADDED 10", "MODIFIED 12", "ADDED 13", "DELETED 14");
    }
  }

  @Test
  void kubectlKnowsACustomResource() throws Exception {
    requireOnPath("kubectl");
    try (Served served = served(OtherResources.proxies(folder))) {
      assertThat(run(kubectl(served, "api-resources", "--api-group=mesh.example.com")))
          .contains("proxys", "mesh.example.com/v1beta1", "true", "Proxy");
      assertThat(run(kubectl(served, "get", "proxys.mesh.example.com", "-n", "shop", "west")))
          .contains("NAME", "AGE", "west", "60m");
      assertThat(run(kubectl(served, "get", "proxy", "-n", "shop", "-o", "yaml")))
          .contains("weight: 1");
      assertThat(watched(served, "23", "proxys", "-n", "shop"))
          .extracting(seen -> seen.type() + " " + seen.version())
          .containsExactly("ADDED 20", "ADDED 21", "MODIFIED 22", "DELETED 23");
    }
  }

  /** The changes that {@code kubectl get -w} prints, up to that version. */
  private List<Seen> watched(Served served, String last, String... resource) throws IOException {
    ProcessBuilder kubectl = kubectl(served, "get", "-w", "-o", "json", "--output-watch-events");
    kubectl.command().addAll(List.of(resource));
    Process process = kubectl.start();
    List<Seen> seen = new ArrayList<>();
    try (BufferedReader lines = process.inputReader()) {
      do {
        seen.add(Seen.line(lines.readLine()));
      } while (!seen.get(seen.size() - 1).version().equals(last));
    } finally {
      process.destroy();
    }
    return seen;
  }

  private static Served served(String recording) throws IOException {
    return served(Recordings.find(recording).orElseThrow());
  }

  private static Served served(Recording recording) throws IOException {
    return served(recording, ReplayOptions.DEFAULTS);
  }

  private static Served served(Recording recording, ReplayOptions replay) throws IOException {
    ServerTls tls = ServerTls.generated(List.of(), Instant.now());
    return Served.of(recording, replay, HttpOptions.loopback().withTls(tls).withToken(TOKEN));
  }

  private static ProcessBuilder curl(String... arguments) {
    ProcessBuilder curl = new ProcessBuilder("curl", "--noproxy", "*", "-sN");
    curl.command().addAll(List.of(arguments));
    return curl;
  }

  private ProcessBuilder kubectl(Served served, String... arguments) throws IOException {
    Path ca = Files.writeString(folder.resolve("ca.pem"), served.http().caPem());
    Path config =
        Files.writeString(
            folder.resolve("kubeconfig"),
            """
            apiVersion: v1
            kind: Config
            current-context: replay
            contexts: [{name: replay, context: {cluster: replay, user: replay, namespace: default}}]
            clusters: [{name: replay, cluster: {server: "%s", certificate-authority: "%s"}}]
            users: [{name: replay, user: {token: "%s"}}]
            """
                .formatted(served.url(), ca, TOKEN));
    ProcessBuilder kubectl = new ProcessBuilder("kubectl", "--kubeconfig", config.toString());
    kubectl
        .command()
        .addAll(List.of("--cache-dir", folder.resolve("cache-" + served.http().port()).toString()));
    kubectl.command().addAll(List.of(arguments));
    kubectl.environment().put("NO_PROXY", "127.0.0.1");
    return kubectl;
  }

  private static String run(ProcessBuilder command) throws Exception {
    Process process = command.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    // Since 1.33 servers send a header with v1 Endpoints, which kubectl prints.
    return output.replaceAll("(?m)^Warning: v1 Endpoints is deprecated in .*\\R", "");
  }

  @SuppressWarnings("SystemOut") // A test that is left out has to be seen.
  private static void requireOnPath(String command) throws InterruptedException {
    boolean there;
    try {
      there =
          new ProcessBuilder(command, "--help")
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .start()
                  .waitFor()
              == 0;
    } catch (IOException none) {
      there = false;
    }
    if (!there) {
      System.err.println("NO " + command + " ON THE PATH: its tests are left out");
    }
    assumeThat(there).as(command + " is on the path").isTrue();
  }

  private static String body(String recording) throws IOException {
    try (InputStream body = Recordings.find(recording).orElseThrow().openBody()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
