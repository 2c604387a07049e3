package dev.watchstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.cli.output.Terminal;
import dev.watchstream.fixtures.Recordings;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** The contract of {@code extract --output ndjson}, to the letter. */
class ExtractCommandTest {

  private static final String OLD =
      "{\"ip\":\"1.0.15.76\",\"nodeName\":\"10.101.11.165\",\"targetRef\":{\"kind\":\"Pod\","
          + "\"namespace\":\"default\",\"name\":\"passport-auth-5f7f676c6c-6vts6\","
          + "\"uid\":\"d2775094-3833-11ea-b74b-0050569ae5cb\"}}";

  private static final String NEW =
      "{\"ip\":\"1.0.29.91\",\"nodeName\":\"10.101.11.14\",\"targetRef\":{\"kind\":\"Pod\","
          + "\"namespace\":\"default\",\"name\":\"passport-auth-55987979b9-b7swt\","
          + "\"uid\":\"948ab2f7-4e1c-11ea-b74b-0050569ae5cb\"}}";

  private static final String IDENTITY =
      "\"kind\":\"Endpoints\",\"namespace\":\"default\",\"name\":\"passport-auth\","
          + "\"uid\":\"f0bf412e-1b38-11ea-b74b-0050569ae5cb\",";

  @Test
  void the_seed_gives_four_lines() {
    assertThat(Run.linesOf("extract", "passport-auth"))
        .containsExactly(
            line("ADDED", "229169672", "[" + OLD + "]", "[]"),
            line("MODIFIED", "239536983", "[" + OLD + "]", "[" + NEW + "]"),
            line("MODIFIED", "239537249", "[" + OLD + "," + NEW + "]", "[]"),
            line("MODIFIED", "239537256", "[" + NEW + "]", "[]"));
  }

  private static String line(String type, String version, String ready, String notReady) {
    String addresses = "\"addresses\":" + ready + ",\"notReadyAddresses\":" + notReady;
    return json(type, version, count(ready), count(notReady), addresses);
  }

  private static int count(String addresses) {
    return addresses.split("\"ip\"", -1).length - 1;
  }

  @Test
  void changes_are_told_by_what_happened_to_an_address() {
    Run run = Run.of("extract", "--changes", "passport-auth");
    assertThat(run.lines())
        .containsExactly(
            changes("ADDED", "229169672", 1, 0, "appearedReady", OLD),
            changes("MODIFIED", "239536983", 1, 1, "appearedNotReady", NEW),
            changes("MODIFIED", "239537249", 2, 0, "becameReady", NEW),
            changes("MODIFIED", "239537256", 1, 0, "gone", OLD));
  }

  private static String changes(
      String type, String version, int ready, int notReady, String what, String address) {
    return json(type, version, ready, notReady, "\"" + what + "\":[" + address + "]");
  }

  private static String json(
      String type, String version, int ready, int notReady, String addresses) {
    return "{\"type\":\"%s\",%s\"resourceVersion\":\"%s\",\"ready\":%d,\"notReady\":%d,%s}"
        .formatted(type, IDENTITY, version, ready, notReady, addresses);
  }

  @Test
  void a_slice_names_its_service_and_its_terminating_addresses() {
    String slice =
        """
        {"type":"ADDED","object":{"kind":"EndpointSlice","metadata":{"name":"fleet-x",\
        "namespace":"default","labels":{"kubernetes.io/service-name":"fleet"}},"endpoints":[\
        {"addresses":["10.0.0.1"],"zone":"z"},\
        {"addresses":["10.0.0.2"],"conditions":{"ready":false},"hostname":"h"},\
        {"addresses":["10.0.0.3"],"conditions":{"ready":false,"terminating":true}}]}}
        """;
    assertThat(Run.withInput(slice, "extract").out())
        .isEqualTo(
            """
            {"type":"ADDED","kind":"EndpointSlice","namespace":"default","name":"fleet-x",\
            "serviceName":"fleet","ready":1,"notReady":1,"terminating":1,"addresses":[{"ip":"10.0.0.1","zone":"z"}],\
            "notReadyAddresses":[{"ip":"10.0.0.2","hostname":"h"}],\
            "terminatingAddresses":[{"ip":"10.0.0.3"}]}
            """);
  }

  @Test
  void a_slice_has_its_three_arrays_whatever_is_in_them() {
    String slice = "{\"kind\":\"EndpointSlice\",\"metadata\":{\"name\":\"a\"},\"endpoints\":null}";
    assertThat(Run.withInput(slice, "extract").out())
        .endsWith("\"addresses\":[],\"notReadyAddresses\":[],\"terminatingAddresses\":[]}\n");
  }

  @Test
  void bookmarks_errors_and_lists_have_lines_of_their_own() {
    String stream =
        """
        {"type":"BOOKMARK","object":{"kind":"Endpoints","metadata":{"resourceVersion":"1181"}}}
        {"type":"BOOKMARK","object":{"kind":"Endpoints","metadata":{"resourceVersion":"1182",\
        "annotations":{"k8s.io/initial-events-end":"true"}}}}
        {"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired",\
        "message":"too old resource version: 1 (1743)"}}
        {"kind":"EndpointsList","metadata":{"resourceVersion":"2116","continue":"abc"},\
        "items":[{"metadata":{"name":"a"}}]}
        """;
    assertThat(Run.withInput(stream, "extract").out())
        .isEqualTo(
            """
            {"type":"BOOKMARK","kind":"Endpoints","resourceVersion":"1181"}
            {"type":"BOOKMARK","kind":"Endpoints","resourceVersion":"1182","initialEventsEnd":true}
            {"type":"ERROR","code":410,"reason":"Expired",\
            "message":"too old resource version: 1 (1743)"}
            {"type":"LISTED","kind":"Endpoints","name":"a","ready":0,"notReady":0,\
            "addresses":[],"notReadyAddresses":[]}
            {"type":"LIST_END","kind":"EndpointsList","resourceVersion":"2116","continue":"abc"}
            """);
  }

  @Test
  void a_table_has_one_line_an_event() {
    Run run = Run.of("extract", "--output", "table", "passport-auth");
    assertThat(run.lines()).hasSize(5);
    assertThat(run.lines().get(0)).startsWith("TYPE").endsWith("ADDRESSES");
    assertThat(run.lines().get(3))
        .contains("default/passport-auth")
        .endsWith("1.0.15.76,1.0.29.91");
  }

  @Test
  void a_log_with_remarks_fails_at_its_first_byte_and_says_what_helps() throws IOException {
    Run run = Run.withInput(seed(), "extract", "-");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.errLines())
        .containsExactly(
            "watchstream: standard input: not JSON (event 0, byte offset 0); it is text with JSON in"
                + " it (\"https://kubernetes.io/docs/reference/generated/kubernetes-ap…\"):"
                + " watchstream extract --lenient FILE reads past the text");
  }

  @Test
  void lenient_reads_the_five_objects_of_the_seed_and_warns_of_the_lines_between()
      throws IOException {
    Run run = Run.withInput(seed(), "extract", "--lenient", "-");
    assertThat(run.exitCode()).isZero();
    assertThat(run.lines()).hasSize(5);
    assertThat(run.lines().get(0)).contains("\"type\":\"LISTED\"", "\"name\":\"userdoor\"");
    assertThat(run.errLines()).hasSize(11);
    assertThat(run.errLines())
        .contains(
            "standard input: line 61: skipped, not JSON: 然后点击重启：",
            "standard input: and 3 more warnings, the last of line 74");
  }

  @Test
  void lenient_names_the_line_of_an_object_that_is_json_but_not_ours() {
    Run run = Run.withInput("hello\n{\"kind\":\"Pod\"}\n", "extract", "--lenient");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errLines()).hasSize(2);
    assertThat(run.errLines().get(1)).contains("line 2", "kind Pod", "--skip-other-kinds");
  }

  @Test
  void other_kinds_are_passed_over_when_asked() {
    String stream = "{\"kind\":\"Pod\"}{\"kind\":\"Endpoints\",\"metadata\":{\"name\":\"a\"}}";
    assertThat(Run.withInput(stream, "extract").exitCode()).isEqualTo(1);
    Run run = Run.withInput(stream, "extract", "--skip-other-kinds");
    assertThat(run.exitCode()).isZero();
    assertThat(run.lines()).hasSize(1);
  }

  @Test
  void a_live_stream_is_printed_as_it_comes() throws IOException {
    byte[] bytes;
    try (InputStream body = Recordings.open("passport-auth").openBody()) {
      bytes = body.readAllBytes();
    }
    LiveInput in = new LiveInput(bytes, new String(bytes, UTF_8).indexOf('\n') + 1);
    assertThat(Run.to(in.output(), Terminal.NONE, in, "extract", "-").exitCode()).isZero();
    assertThat(in.outputBeforeTheRest()).startsWith("{\"type\":\"ADDED\"").endsWith("}\n");
  }

  @Test
  void of_a_live_stream_no_more_is_read_than_was_asked_for() throws IOException {
    byte[] bytes;
    try (InputStream body = Recordings.open("passport-auth").openBody()) {
      bytes = body.readAllBytes();
    }
    String text = new String(bytes, UTF_8);
    LiveInput in = new LiveInput(bytes, text.indexOf('\n', text.indexOf('\n') + 1) + 1);
    Run run = Run.to(in.output(), Terminal.NONE, in, "extract", "--until", "event=0", "-");
    assertThat(run.exitCode()).isZero();
    assertThat(in.wasReadOn()).isFalse();
  }

  @Test
  void a_live_input_that_is_no_stream_is_refused_before_more_of_it_comes() {
    String first = "NAME            ENDPOINTS         AGE\n";
    byte[] table = (first + "passport-auth   10.0.0.1:8080     3d\n").getBytes(UTF_8);
    LiveInput in = new LiveInput(table, first.length());
    Run run = Run.to(in.output(), Terminal.NONE, in, "extract", "-");
    assertThat(run.exitCode()).isOne();
    assertThat(run.err()).contains("NAME");
    assertThat(in.wasReadOn()).isFalse();
  }

  private static byte[] seed() throws IOException {
    try (InputStream in =
        ExtractCommandTest.class.getResourceAsStream("endpoints-rolling-upgrade.txt")) {
      return in.readAllBytes();
    }
  }
}
