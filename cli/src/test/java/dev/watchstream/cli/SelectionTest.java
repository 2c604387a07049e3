package dev.watchstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {

  @TempDir Path folder;

  @Test
  void a_row_a_pod_says_when_it_appeared_was_ready_and_went() {
    assertThat(Run.of("pods", "passport-auth", "--output", "csv").lines())
        .containsExactly(
            "namespace,service,kind,pod,ip,node,zone,template,appearedEvent,appeared,readyEvent,"
                + "ready,timeToReady,goneEvent,gone",
            "default,passport-auth,Endpoints,passport-auth-5f7f676c6c-6vts6,1.0.15.76,10.101.11.165,,5f7f676c6c,0,,0,,,3,",
            "default,passport-auth,Endpoints,passport-auth-55987979b9-b7swt,1.0.29.91,"
                + "10.101.11.14,,55987979b9,1,,2,,,,");
    assertThat(Run.of("pods", "passport-auth", "--output", "ndjson").lines())
        .hasSize(2)
        .first()
        .asString()
        .contains("\"appearedEvent\":0", "\"timeToReady\":null", "\"goneEvent\":3");
  }

  @Test
  void since_an_event_the_story_begins_with_the_state_that_is_there() {
    Run run = Run.of("pods", "passport-auth", "--since", "event=3", "--output", "csv");
    assertThat(run.exitCode()).isZero();
    assertThat(run.lines()).hasSize(3);
    assertThat(run.lines().get(1)).contains("6vts6").endsWith(",0,,0,,,3,");
  }

  @Test
  void until_an_event_what_comes_later_is_not_told() {
    Run run = Run.of("pods", "passport-auth", "--until", "event=1", "--output", "csv");
    assertThat(run.lines()).hasSize(2);
  }

  @Test
  void only_the_services_asked_for_are_told() {
    assertThat(Run.of("pods", "decoy-annotation", "default/mixed", "-o", "csv").out())
        .contains("default,mixed,")
        .doesNotContain("default,checkout,");
    Run none = Run.of("pods", "decoy-annotation", "-n", "elsewhere", "-o", "csv");
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.err()).contains("no event of a service in namespace elsewhere; it tells of");
  }

  @Test
  void a_place_that_the_stream_does_not_have_is_refused_with_the_way_out() {
    Run run = Run.of("pods", "passport-auth", "--since", "+2m");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("the stream has no times; event=N counts its events");
    assertThat(Run.of("pods", "passport-auth", "--since", "yesterday").err())
        .contains("'yesterday' is no place in a stream: event=N");
    assertThat(Run.of("pods", "passport-auth", "--since", "event=9").err())
        .contains("the stream ends before --since; it has 4 events");
  }

  @ParameterizedTest
  @CsvSource({"event=3, event=1", "+20s, +2s", "2026-11-22T09:20:30Z, 2026-11-22T09:12:30Z"})
  void a_part_that_ends_before_it_begins_is_refused(String since, String until) {
    Run run = Run.of("extract", "one-pod-rollout", "--since", since, "--until", until);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--since is after --until");
  }

  @Test
  void a_log_without_timing_has_the_times_that_its_objects_say() throws IOException {
    String event =
        """
        {"type":"%s","object":{"kind":"Endpoints","metadata":{"name":"s","annotations":\
        {"endpoints.kubernetes.io/last-change-trigger-time":"2026-11-22T09:12:%sZ"}},\
        "subsets":[{"%s":[{"ip":"10.0.0.1"}]}]}}
        """;
    Path log = folder.resolve("curl.log");
    Files.writeString(
        log,
        event.formatted("ADDED", "09", "notReadyAddresses")
            + event.formatted("MODIFIED", "17", "addresses"));
    assertThat(Run.of("pods", log.toString(), "--output", "csv").lines())
        .last()
        .asString()
        .endsWith(",0,0,1,8,,,");
  }

  @Test
  void a_time_that_was_written_by_hand_and_is_thousands_of_years_away_is_none() {
    StringBuilder stream = new StringBuilder();
    for (String time : List.of("2026-11-22T09:12:09Z", "9999-12-31T23:59:59Z")) {
      for (String type : List.of("ADDED", "MODIFIED")) {
        stream.append(
            """
            {"type":"%s","object":{"kind":"Endpoints","metadata":{"name":"s","annotations":\
            {"endpoints.kubernetes.io/last-change-trigger-time":"%s"}},"subsets":[]}}
            """
                .formatted(type, time));
      }
    }
    Run run = Run.withInput(stream.toString(), "extract", "-");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.lines()).last().asString().contains("\"time\":\"2026-11-22T09:12:09Z\"");
  }

  @Test
  void the_times_that_objects_say_are_found_wherever_the_bytes_are_split() throws IOException {
    StringBuilder stream = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      stream.append(
          """
          {"type":"%s","object":{"kind":"Endpoints","metadata":{"name":"s","annotations":\
          {"endpoints.kubernetes.io/last-change-trigger-time" : "2026-11-22T09:12:%02dZ"}},\
          "subsets":[]}}
          """
              .formatted(i == 0 ? "ADDED" : "MODIFIED", i));
    }
    byte[] bytes = stream.toString().getBytes(StandardCharsets.UTF_8);
    for (int length = 1; length < 200; length += 7) {
      Run run = Run.withInput(new InPieces(bytes, length), "extract", "-");
      assertThat(run.lines()).hasSize(60).last().asString().contains("\"seconds\":59,");
      assertThat(run.lines().get(7)).contains("\"time\":\"2026-11-22T09:12:07Z\"");
    }
  }

  private static final class InPieces extends FilterInputStream {
    private final int most;

    InPieces(byte[] bytes, int most) {
      super(new ByteArrayInputStream(bytes));
      this.most = most;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return super.read(into, offset, Math.min(most, length));
    }
  }

  @Test
  void the_times_before_the_objects_of_a_log_are_those_of_its_events() {
    String log =
        """
        2026-11-22T09:12:09.5Z {"type":"ADDED","object":{"kind":"Endpoints","metadata":{"name":"s"}}}
        2026-11-22T09:12:10.75Z {"type":"MODIFIED","object":{"kind":"Endpoints","metadata":{"name":"s"}}}
        """;
    assertThat(Run.withInput(log, "extract", "--lenient", "-").lines())
        .last()
        .asString()
        .contains("\"seconds\":1.25,\"time\":\"2026-11-22T09:12:10.750Z\"");
  }

  @Test
  void an_extract_since_and_until_prints_only_the_events_of_that_part() {
    for (String changes : new String[] {"--all", "--changes"}) {
      List<String> options =
          new ArrayList<>(
              List.of("extract", "passport-auth", "--since", "event=1", "--until", "event=3"));
      if (changes.equals("--changes")) {
        options.add(changes);
      }
      Run run = Run.of(options.toArray(String[]::new));
      assertThat(run.lines()).hasSize(2).first().asString().contains("239536983");
    }
  }

  @Test
  void a_place_may_be_a_time_or_an_offset() {
    assertThat(Run.of("extract", "one-pod-rollout", "--until", "+2s").lines()).hasSize(3);
    assertThat(Run.of("extract", "one-pod-rollout", "--until", "2026-11-22T09:12:10.4Z").out())
        .isEqualTo(Run.of("extract", "one-pod-rollout", "--until", "+2s").out());
  }

  @Test
  void what_comes_after_the_part_is_not_even_looked_at() {
    String stream =
        """
        {"type":"ADDED","object":{"kind":"Endpoints","metadata":{"name":"s"}}}
        {"type":"MODIFIED","object":{"kind":"Endpoints","metadata":{"name":"s"}}}
        no JSON
        """;
    assertThat(Run.withInput(stream, "extract", "-", "--until", "event=1").exitCode()).isZero();
    assertThat(Run.withInput(stream, "extract", "-", "--until", "event=2").exitCode()).isOne();
  }

  @Test
  void each_change_of_an_address_is_a_row() {
    assertThat(Run.of("extract", "passport-auth", "--output", "csv").lines())
        .hasSize(5)
        .contains(
            "event,seconds,time,type,kind,namespace,service,change,pod,ip,node,zone,template,ready,"
                + "notReady,terminating",
            "2,,,MODIFIED,Endpoints,default,passport-auth,becameReady,"
                + "passport-auth-55987979b9-b7swt,1.0.29.91,10.101.11.14,,55987979b9,2,0,0");
  }
}
