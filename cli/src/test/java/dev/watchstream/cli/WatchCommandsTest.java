package dev.watchstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.cli.output.Terminal;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.Recordings;
import dev.watchstream.replay.ReplayServer;
import dev.watchstream.replay.model.Speed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code watch}, {@code record}, {@code redact} and {@code diff}. */
@Timeout(60)
class WatchCommandsTest {

  private static final String EMPTY_LIST =
      "{\"kind\":\"EndpointsList\",\"metadata\":{\"resourceVersion\":\"9\"},\"items\":[]}\n";

  private byte[] body;
  private SmallServer server;

  @TempDir Path folder;

  @BeforeEach
  void start() throws IOException {
    try (InputStream in = Recordings.open("passport-auth").openBody()) {
      body = in.readAllBytes();
    }
    // The recording's versions are below this list's, and must not be taken for repeated events.
    server = new SmallServer(EMPTY_LIST.replace("\"9\"", "\"1\""), body);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void watch_shows_a_rollout_as_it_happens() {
    Run run = run("watch", "passport-auth", "--output", "rollout", "--count", "4");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("passport-auth-55987979b9-b7swt became ready", "5f7f676c6c → 55987979b9");
    assertThat(server.requests.get(0))
        .startsWith(
            "GET /api/v1/namespaces/default/endpoints?fieldSelector=metadata.name%3Dpassport-auth");
  }

  @Test
  void watch_prints_json_and_tables() {
    assertThat(run("watch", "-o", "ndjson", "--count", "4").lines())
        .hasSize(4)
        .allMatch(line -> line.startsWith("{\"type\":"));
    assertThat(run("watch", "-o", "changes", "--count", "4").out()).contains("becameReady");
    assertThat(run("watch", "-n", "web", "--count", "1").lines().get(0))
        .startsWith("TIME")
        .contains("TYPE");
    assertThat(server.requests).last().asString().contains("/namespaces/web/endpoints?");
  }

  @Test
  void a_service_is_named_with_or_without_its_namespace() {
    run("watch", "web/passport-auth", "--count", "1");
    assertThat(server.requests.get(0))
        .startsWith("GET /api/v1/namespaces/web/endpoints?fieldSelector=metadata.name%3Dpassport-");
    assertThat(run("watch", "web/passport-auth", "-n", "shop").err()).contains("two namespaces");
    assertThat(run("watch", "web/passport-auth", "-A").err()).contains("or --all-namespaces");
    assertThat(run("watch", "a/b/c").err()).contains("NAME or NAMESPACE/NAME");
  }

  @Test
  void a_recording_says_which_kubernetes_its_server_is() throws IOException {
    Path made = folder.resolve("made");
    try (ReplayServer cluster =
        ReplayServer.of("passport-auth").serverVersion("1.29").speed(Speed.MAX).start()) {
      Run.of("record", "-s", cluster.baseUrl(), "--max-bytes", "100", "--out", made + "");
    }
    assertThat(Recording.open(made).info().serverVersion()).startsWith("v1.29");
  }

  @Test
  void a_recording_that_would_rotate_at_every_event_is_refused() {
    Run run = run("record", "a", "--rotate-bytes", "0", "--out", folder.resolve("made") + "");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("the limit of a recording is 1 byte or more, not 0");
  }

  @Test
  void a_recording_of_nothing_is_no_success() throws IOException {
    try (SmallServer quiet = new SmallServer("", new byte[0])) {
      Path made = folder.resolve("made");
      Run run =
          Run.of("record", "--server", quiet.url(), "nobody", "--for", "1s", "--out", made + "");
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("nothing of that name or selection was there");
    }
  }

  @Test
  void a_warning_of_the_server_is_one_line_however_many_answers_carry_it() throws IOException {
    try (ReplayServer cluster =
        ReplayServer.of("one-pod-rollout")
            .serverVersion("1.37")
            .speed(Speed.MAX)
            .fault("cut@event=1@request=1")
            .start()) {
      assertThat(Run.of("watch", "-s", cluster.baseUrl(), "--count", "4").errLines())
          .filteredOn(line -> line.contains("deprecated"))
          .containsExactly(
              "watchstream: warning: v1 Endpoints is deprecated in v1.33+;"
                  + " use discovery.k8s.io/v1 EndpointSlice");
      assertThat(cluster.requests()).hasSizeGreaterThan(2);
    }
  }

  @Test
  void a_watch_of_nothing_says_so_once() {
    assertThat(run("watch", "-n", "web", "--count", "1").errLines())
        .containsExactly("watchstream: nothing of that name or selection is there yet");
  }

  @Test
  void a_floor_is_judged_by_the_whole_first_state_wherever_the_count_ends() throws IOException {
    String list =
        EMPTY_LIST.replace(
            "[]",
            """
            [{"metadata":{"name":"a","namespace":"default","resourceVersion":"8"},\
            "subsets":[{"addresses":[{"ip":"10.0.0.1"}]}]},\
            {"metadata":{"name":"b","namespace":"default","resourceVersion":"7"},\
            "subsets":[{"notReadyAddresses":[{"ip":"10.0.0.2"}]}]}]""");
    try (SmallServer two = new SmallServer(list, new byte[0])) {
      String[] args = {"watch", "-s", two.url(), "-o", "ndjson", "--count", "1", "--fail-below"};
      Run broken = Run.of(with(args, "1"));
      assertThat(broken.exitCode()).isEqualTo(1);
      assertThat(broken.err()).contains("default/b: 0 ready, fewer than 1");
      assertThat(broken.lines()).hasSize(1);
    }
    try (SmallServer one =
        new SmallServer(
            list.replaceAll(",\\{\"metadata\":\\{\"name\":\"b.*", "]}\n"), new byte[0])) {
      String[] args = {"watch", "-s", one.url(), "a", "--count", "1", "--fail-below"};
      assertThat(Run.of(with(args, "2")).err()).contains("default/a: 1 ready, fewer than 2");
      assertThat(Run.of(with(args, "1")).exitCode()).isZero();
    }
  }

  private static String[] with(String[] args, String last) {
    String[] all = Arrays.copyOf(args, args.length + 1);
    all[args.length] = last;
    return all;
  }

  @Test
  void a_server_that_never_answered_is_an_error() {
    Run run = Run.of("watch", "--server", "http://127.0.0.1:1", "--for", "1s");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errLines().get(0)).contains("cannot connect to 127.0.0.1:1: Connection refused");
    assertThat(run.errLines()).last().asString().contains("no request succeeded");
  }

  @Test
  void watch_draws_its_table_in_place_on_a_terminal() {
    Run run =
        Run.on(
            new Terminal(false, true, true, 60, false),
            InputStream.nullInputStream(),
            "watch",
            "--server",
            server.url(),
            "--count",
            "4");
    assertThat(run.out()).startsWith("SERVICE").contains("\033[1A\033[J", "\033[2A\033[JSERVICE");
    assertThat(run.lines()).allMatch(line -> line.replaceAll("\033\\[\\d?[AJ]", "").length() <= 60);
  }

  @Test
  void a_wrong_server_is_told_in_one_line() {
    assertThat(Run.of("watch", "--server", "nonsense"))
        .isEqualTo(
            new Run(
                2,
                "",
                "watchstream: \"nonsense\" is no server's address; one looks like"
                    + " https://10.0.0.1:6443\n"));
    assertThat(Run.of("watch", "--server", "http://h", "--context", "c").exitCode()).isEqualTo(2);
    assertThat(Run.of("watch", "--kubeconfig", "none.yaml").err())
        .isEqualTo("watchstream: there is no kubeconfig at none.yaml\n");
    assertThat(Run.of("watch", "--for", "soon").exitCode()).isEqualTo(2);
  }

  @Test
  void a_port_that_no_machine_has_is_a_wrong_command() {
    for (String option : List.of("--page", "--metrics")) {
      Run run = Run.of("watch", "--server", server.url(), option, "70000");
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("a port is from 0 to 65535, not '70000'");
    }
    assertThat(Run.of("watch", "--metrics=-1").exitCode()).isEqualTo(2);
  }

  @Test
  void what_is_recorded_has_the_same_bytes() throws IOException {
    Path recording = folder.resolve("upgrade");
    Run run =
        run("record", "passport-auth", "-o", recording.toString(), "--max-bytes", body.length + "");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(server.requests).last().asString().doesNotContain("allowWatchBookmarks");
    assertThat(run.out()).startsWith(recording + ": ").contains("4 changes");
    try (InputStream in = Recording.open(recording).openBody()) {
      assertThat(in.readAllBytes()).isEqualTo(body);
    }
    Run diff = Run.of("diff", "passport-auth", recording.toString());
    assertThat(diff.exitCode()).isZero();
    assertThat(diff.lines())
        .containsExactly(
            "bytes   equal", "chunks  not compared: passport-auth has no times", "events  equal");

    Run again = run("record", "-o", recording.toString());
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("is in use");
  }

  @Test
  void redact_leaves_no_name() throws IOException {
    Path target = folder.resolve("redacted");
    assertThat(Run.of("redact", "passport-auth", "-o", target.toString()).exitCode()).isZero();
    Run again = Run.of("redact", "passport-auth", "-o", target.toString());
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("is in use");
    assertThat(Files.readString(target.resolve("body.ndjson"), UTF_8))
        .doesNotContain("passport-auth");
    Run diff = Run.of("diff", "passport-auth", target.toString());
    assertThat(diff.exitCode()).isEqualTo(1);
    assertThat(diff.out()).contains("4 events differ", "0 A ADDED Endpoints", "0 B ADDED");
    assertThat(Run.of("rollout", target.toString()).out()).contains("became ready");
  }

  private Run run(String command, String... args) {
    String[] all = new String[args.length + 3];
    all[0] = command;
    System.arraycopy(args, 0, all, 1, args.length);
    all[args.length + 1] = "--server";
    all[args.length + 2] = server.url();
    return Run.of(all);
  }
}
