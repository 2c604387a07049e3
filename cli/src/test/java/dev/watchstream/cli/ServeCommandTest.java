package dev.watchstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.cli.output.Terminal;
import dev.watchstream.fixtures.Recordings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeCommandTest {
  private static final Terminal KEYS = new Terminal(true, false, false, Integer.MAX_VALUE, false);
  private static final String SEED =
      "/api/v1/watch/namespaces/default/endpoints/passport-auth?timeoutSeconds=1800";

  @TempDir Path folder;

  @Test
  void the_seeds_own_request_gives_the_seeds_four_events_byte_for_byte_and_ends() throws Exception {
    try (Serving serving = new Serving()) {
      assertThat(serving.url).startsWith("http://127.0.0.1:");
      assertThat(serving.out.readLine()).isEqualTo("  curl -N '" + serving.url + SEED + "'");
      assertThat(serving.out.readLine())
          .isEqualTo(
              "  kubectl --kubeconfig /dev/null --server %s get endpoints passport-auth -n default -w -o json --output-watch-events",
              serving.url);
      try (InputStream recorded = Recordings.open("passport-auth").openBody()) {
        assertThat(serving.get(SEED)).isEqualTo(new String(recorded.readAllBytes(), UTF_8));
      }
      Run run = serving.quit();
      assertThat(run.exitCode()).isZero();
      assertThat(run.errLines())
          .singleElement()
          .satisfies(
              line -> assertThat(line).startsWith("GET " + SEED + " 200 2924 B ").endsWith("done"));
    }
  }

  @Test
  void a_bare_log_of_curl_is_served_as_it_is() throws Exception {
    Path log = folder.resolve("watch.log");
    try (InputStream recorded = Recordings.open("passport-auth").openBody()) {
      Files.copy(recorded, log);
    }
    try (Serving serving = new Serving(log.toString())) {
      assertThat(serving.get(SEED)).isEqualTo(Files.readString(log));
      assertThat(serving.out.readLine()).endsWith("/api/v1/endpoints?watch=true'");
      assertThat(serving.out.readLine()).contains(" get endpoints -A -w ");
    }
  }

  @Test
  void a_recording_in_one_file_is_made_of_a_log_and_served() throws Exception {
    Path log = folder.resolve("watch.log");
    try (InputStream recorded = Recordings.open("passport-auth").openBody()) {
      Files.copy(recorded, log);
    }
    String archive = folder.resolve("watch.tar.zst").toString();
    Run made = Run.of("import", log.toString(), "--out", archive);
    assertThat(made.exitCode()).as(made.err()).isZero();
    assertThat(Run.of("extract", archive).lines()).hasSize(4);
    try (Serving serving = new Serving(archive)) {
      assertThat(serving.get(SEED)).isEqualTo(Files.readString(log));
    }
  }

  @Test
  void keys_steer_it() throws Exception {
    try (Serving serving = new Serving("--clock", "shared", "--paused", "one-pod-rollout")) {
      Run run = serving.type("l\n+\n \np\np\nx\n-\n").quit();
      assertThat(run.errLines()).hasSize(7);
      assertThat(run.errLines().get(0)).isEqualTo("paused, speed 1x, at 0.0 s, 0 requests");
      assertThat(run.errLines().get(1)).startsWith("paused, speed 2x");
      assertThat(run.errLines().get(2)).startsWith("paused, speed 2x").doesNotContain("at 0.0 s");
      assertThat(run.errLines().get(3)).startsWith("running");
      assertThat(run.errLines().get(4)).startsWith("paused");
      assertThat(run.errLines().get(5)).startsWith("p pauses or resumes").endsWith("q quits");
      assertThat(run.errLines().get(6)).startsWith("paused, speed 1x");
    }
  }

  @Test
  void clients_get_their_files_and_the_token_is_printed_nowhere() throws Exception {
    Path kubeconfig = folder.resolve("kubeconfig");
    Path ca = folder.resolve("ca.pem");
    Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
    try (Serving serving =
        new Serving(
            "--tls", "--token-file=" + token, "--kubeconfig-out=" + kubeconfig, "--ca-out=" + ca)) {
      assertThat(serving.url).startsWith("https://127.0.0.1:");
      assertThat(kubeconfig).content().contains(serving.url, "token: \"s3cret\"");
      assertThat(ca).content().contains("-----BEGIN CERTIFICATE-----");
      String curl = serving.out.readLine();
      assertThat(curl).contains("--cacert " + ca, "$TOKEN").doesNotContain("s3cret");
      assertThat(serving.out.readLine())
          .contains("--kubeconfig " + kubeconfig)
          .doesNotContain("s3cret");
      assertThat(serving.quit().err()).doesNotContain("s3cret");
    }
  }

  @Test
  void kubectl_is_not_suggested_where_it_would_keep_the_token_to_itself() throws Exception {
    try (Serving serving = new Serving("--token", "s3cret")) {
      assertThat(serving.out.readLine()).contains("curl", "Bearer $TOKEN").doesNotContain("s3cret");
      assertThat(serving.out.readLine())
          .isEqualTo("  (kubectl sends a token over TLS only: add --tls for it)");
    }
  }

  @Test
  void a_file_that_is_not_ours_is_left_alone() throws IOException {
    Path mine = Files.writeString(folder.resolve("config"), "mine");
    Run run = Run.of("serve", "--port=0", "--kubeconfig-out=" + mine);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.errLines())
        .containsExactly(
            "watchstream: "
                + mine
                + ": exists and was not written by Watchstream: remove it or name another");
    assertThat(mine).hasContent("mine");
  }

  @Test
  void a_port_that_is_taken_is_named_with_the_way_out() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Run run = Run.of("serve", "--port=" + taken.getLocalPort());
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.errLines())
          .singleElement()
          .asString()
          .startsWith("watchstream: cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ")
          .endsWith("; port 0 takes a free one");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          passport                          | no recording "passport": no file or folder of that name is here, and shipped are
          --fault=crash                     | fault "crash": there is no "crash", only cut, stall
          --fault=cut                       | it needs one of @byte=N, @event=N
          --speed=fast                      | a speed is a number from 0.1 to 1000, or max
          --port=70000                      | a port is from 0 to 65535
          --page=70000                      | serve: a port is from 0 to 65535, not
          --clock=mine                      | --clock
          --ca-out=ca.pem                   | --ca-out goes with --tls
          --token-file=no/such/file         | no/such/file: no such file or folder
          --token=                          | a token has at least one character
          --loop --clock=shared --speed=max | a cluster that loops at full speed is nowhere
          """)
  void what_cannot_be_served_is_told_in_one_line(String arguments, String message) {
    Run run =
        Run.of(("serve --port=0 " + arguments).replace("--port=0 --port", "--port").split(" "));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.errLines()).singleElement().asString().contains(message);
  }

  /** A running command, which a test quits as a user would. */
  private static final class Serving implements AutoCloseable {
    private final PipedOutputStream keys = new PipedOutputStream();
    private final CompletableFuture<Run> run;
    final BufferedReader out;
    final String url;

    Serving(String... arguments) throws IOException {
      PipedInputStream in = new PipedInputStream(keys);
      PipedInputStream printed = new PipedInputStream();
      PipedOutputStream print = new PipedOutputStream(printed);
      String[] all = new String[arguments.length + 2];
      all[0] = "serve";
      all[1] = "--port=0";
      System.arraycopy(arguments, 0, all, 2, arguments.length);
      run = CompletableFuture.supplyAsync(() -> Run.to(print, KEYS, in, all));
      out = new BufferedReader(new InputStreamReader(printed, UTF_8));
      String ready = out.readLine();
      assertThat(ready).startsWith("serving http");
      url = ready.split(" ", -1)[1];
    }

    Serving type(String lines) throws IOException {
      keys.write(lines.getBytes(UTF_8));
      keys.flush();
      return this;
    }

    Run quit() throws Exception {
      type("q\n");
      return run.get(30, TimeUnit.SECONDS);
    }

    String get(String target) throws IOException {
      try (InputStream body = URI.create(url + target).toURL().openStream()) {
        return new String(body.readAllBytes(), UTF_8);
      }
    }

    @Override
    public void close() throws IOException {
      if (!run.isDone()) {
        type("q\n");
        run.join();
      }
    }
  }
}
