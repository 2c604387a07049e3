package dev.watchstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.cli.output.Terminal;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class RolloutCommandTest {

  @Test
  void the_seed_tells_its_story_in_four_lines_and_sums_it_up_in_one() {
    assertThat(Run.linesOf("rollout", "passport-auth"))
        .containsExactly(
            "0  ADDED     ■   1 ready               passport-auth-5f7f676c6c-6vts6 appeared, ready",
            "1  MODIFIED  ▒□  1 ready, 1 not ready  passport-auth-55987979b9-b7swt appeared, not"
                + " ready",
            "2  MODIFIED  ▒■  2 ready               passport-auth-55987979b9-b7swt became ready",
            "3  MODIFIED  ■   1 ready               passport-auth-5f7f676c6c-6vts6 is gone",
            "default/passport-auth: rollout 5f7f676c6c → 55987979b9, events 1 to 3: complete, never"
                + " fewer than 1 ready, surge 1, at most 1 not ready");
  }

  @Test
  void where_an_endpoints_leaves_addresses_out_it_is_said() {
    String said =
        "default/passport-auth: only some addresses are told, 20 times from event 1 to event 56:"
            + " an Endpoints holds 1,000 at most";
    String truncated = "thousand-pod-rollout-1.37";
    assertThat(Run.of("rollout", truncated).lines()).last().asString().startsWith(said);
    assertThat(Run.of("pods", truncated).errLines()).singleElement().asString().contains(said);
    assertThat(Run.of("extract", truncated).lines().get(1)).contains("\"truncated\":true");
    assertThat(Run.of("rollout", truncated, "--until", "event=2").lines())
        .last()
        .asString()
        .contains("only some addresses are told, from event 1 to the end:");
    for (String command : new String[] {"rollout", "pods"}) {
      Run whole = Run.of(command, "thousand-pod-rollout-1.37-slices");
      assertThat(whole.out() + whole.err()).doesNotContain("only some");
    }
  }

  @Test
  void the_notes_of_a_person_stand_before_their_events() {
    Run run = Run.of("rollout", "--notes", "passport-auth");
    assertThat(run.lines())
        .containsSubsequence(
            "# 增加了notready的实例，对应新实例：passport-auth-55987979b9-b7swt",
            "1  MODIFIED  ▒□  1 ready, 1 not ready  passport-auth-55987979b9-b7swt appeared, not"
                + " ready");
    assertThat(run.lines()).last().asString().isEqualTo("# 从endpoints的变化，可以看出k8s是如何实现滚动升级的");
  }

  @Test
  void json_is_one_object_a_rollout() {
    Run run = Run.of("rollout", "--output", "json", "passport-auth");
    assertThat(run.out())
        .startsWith(
            """
            {"namespace":"default","name":"passport-auth","from":["5f7f676c6c"],\
            "to":"55987979b9","firstEvent":1,"lastEvent":3,"readyBefore":1,"readyAfter":1,\
            "readyMin":1,"readyMax":2,"notReadyMax":1,"surge":1,"complete":true}
            """
                + SERVICE
                + STREAM);
  }

  private static final String SERVICE =
      """
      {"namespace":"default","name":"passport-auth","changes":4,"rollouts":1,"readyBefore":1,\
      "readyAfter":1,"readyMin":1,"readyMinEvent":0,"zeroReady":[],"zeroReadySeconds":0,"pods":[\
      {"pod":"passport-auth-5f7f676c6c-6vts6","ip":"1.0.15.76","node":"10.101.11.165",\
      "template":"5f7f676c6c","appearedEvent":0,"readyEvent":0,"goneEvent":3},\
      {"pod":"passport-auth-55987979b9-b7swt","ip":"1.0.29.91","node":"10.101.11.14",\
      "template":"55987979b9","appearedEvent":1,"readyEvent":2}]}
      """;

  private static final String STREAM =
      """
      {"stream":"passport-auth","events":4,"timeSource":"NONE","marks":[],"remarks":[\
      {"atEvent":0,"text":"passport-auth发布时的实验："},\
      """;

  @Test
  void every_time_without_a_ready_address_is_told_inside_a_rollout_or_not() {
    String stream = outages();
    assertThat(Run.withInput(stream, "rollout", "-").lines())
        .contains("s: down to 0 ready for 3.0 s, from event 1 (09:12:11Z) to event 2")
        .last()
        .asString()
        .isEqualTo("s: down to 0 ready for 0.0 s, from event 3 (09:12:20Z) to the end");
    assertThat(Run.withInput(stream, "rollout", "--floor", "2", "-").out())
        .contains(
            "s: down to 0 ready for 4.0 s, from event 0 (09:12:10Z) to the end"
                .replace("4.0", "10.0"));
    assertThat(Run.withInput(stream, "rollout", "-o", "json", "--floor", "2", "-").out())
        .contains(
            "\"zeroReady\":[{\"firstEvent\":1,\"lastEvent\":2,\"startSeconds\":1,\"endSeconds\":4,"
                + "\"durationSeconds\":3,\"readyMin\":0},")
        .contains("\"floor\":2,\"belowFloor\":[{\"firstEvent\":0,");
  }

  private static String outages() {
    StringBuilder stream = new StringBuilder();
    String[] seconds = {"10", "11", "14", "20"};
    for (int i = 0; i < 4; i++) {
      stream.append(
          """
          {"type":"%s","object":{"kind":"Endpoints","metadata":{"name":"s","annotations":\
          {"endpoints.kubernetes.io/last-change-trigger-time":"2026-11-22T09:12:%sZ"}},\
          "subsets":[{"%s":[{"ip":"10.0.0.1"}]}]}}
          """
              .formatted(
                  i == 0 ? "ADDED" : "MODIFIED",
                  seconds[i],
                  i % 2 == 0 ? "addresses" : "notReadyAddresses"));
    }
    return stream.toString();
  }

  @Test
  void two_rollouts_stand_side_by_side() {
    Run run = Run.of("rollout", "--compare", "passport-auth", "one-pod-rollout");
    assertThat(run.exitCode()).isZero();
    assertThat(run.lines().get(0)).containsSubsequence("passport-auth", "one-pod-rollout");
    assertThat(run.out()).containsPattern("duration +– +0\\.7 s").containsPattern("surge +1 +1");
    assertThat(Run.of("rollout", "--compare", "passport-auth", "fleet-rollout", "-o", "json").out())
        .startsWith("{\"first\":{\"namespace\":\"default\",\"name\":\"passport-auth\"")
        .contains("\"second\":{\"namespace\":\"default\",\"name\":\"fleet\"");
    assertThat(Run.of("rollout", "--compare", "gone", "passport-auth").err())
        .contains("gone: no rollout in it");
  }

  @Test
  void a_thousand_pods_fit_a_screen_and_are_counted_instead_of_named() {
    for (String name : new String[] {"fleet-rollout", "fleet-rollout-slices"}) {
      Run run = Run.of("rollout", name);
      assertThat(run.exitCode()).isZero();
      assertThat(run.lines()).as(name).hasSizeBetween(20, 45);
      assertThat(run.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(260));
      assertThat(run.lines())
          .last()
          .asString()
          .contains("rollout 59b8c686b7 → 646bd57ccc", "complete");
    }
  }

  @Test
  void every_shows_each_event_of_a_long_stream() {
    Run run = Run.of("rollout", "--every", "fleet-rollout");
    assertThat(run.lines()).hasSizeGreaterThan(900);
  }

  @Test
  void times_are_shown_where_the_recording_has_them() {
    Run run = Run.of("rollout", "one-pod-rollout", "--offset");
    assertThat(run.lines().get(1)).contains("+1.300 s");
    assertThat(run.out()).contains("took 0.7 s; the new pod was ready after 0.7 s");
  }

  @Test
  void the_wall_clock_is_told_where_it_is_known() {
    assertThat(Run.of("rollout", "one-pod-rollout").lines().get(1)).contains(" 09:12:09.");
    assertThat(Run.of("rollout", "--every", "one-pod-rollout").lines().get(1))
        .contains(" 09:12:09.");
  }

  @Test
  void standard_input_is_shown_as_it_comes() throws Exception {
    try (InputStream body = dev.watchstream.fixtures.Recordings.open("passport-auth").openBody()) {
      byte[] bytes = body.readAllBytes();
      int firstLine = new String(bytes, java.nio.charset.StandardCharsets.UTF_8).indexOf('\n') + 1;
      LiveInput in = new LiveInput(bytes, firstLine);
      assertThat(Run.to(in.output(), Terminal.NONE, in, "rollout", "-").exitCode()).isZero();
      assertThat(in.outputBeforeTheRest()).contains("1 ready", "appeared, ready");
    }
  }

  @Test
  void a_rollout_that_a_bad_stream_cuts_off_is_told_before_the_error() {
    String stream =
        """
        {"type":"ADDED","object":{"kind":"Endpoints","metadata":{"name":"s"},"subsets":[{\
        "addresses":[{"ip":"1","targetRef":{"kind":"Pod","name":"s-7777777777-bbbbb"}}]}]}}
        {"type":"MODIFIED","object":{"kind":"Endpoints","metadata":{"name":"s"},"subsets":[{\
        "addresses":[{"ip":"2","targetRef":{"kind":"Pod","name":"s-8888888888-bbbbb"}}]}]}}
        {"type":
        """;
    for (String option : new String[] {"text", "json"}) {
      Run run = Run.withInput(stream, "rollout", "--output", option, "-");
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out()).contains("8888888888");
      assertThat(run.errLines()).hasSize(1);
    }
  }

  @Test
  void a_stream_without_addresses_says_so() {
    assertThat(Run.of("rollout", "gone").lines()).containsExactly("no event changed an address");
    assertThat(Run.withInput("", "rollout").exitCode()).isEqualTo(1);
    assertThat(Run.withInput("", "rollout").out()).isEmpty();
  }

  @Test
  void several_services_each_have_a_timeline() {
    Run run = Run.of("rollout", "decoy-annotation");
    assertThat(run.exitCode()).isZero();
    assertThat(run.lines()).contains("default/passport-auth", "default/userdoor");
  }

  @Test
  void colours_are_for_terminals_that_have_them() {
    Terminal terminal = new Terminal(false, true, true, 100, true);
    InputStream none = InputStream.nullInputStream();
    assertThat(Run.on(terminal, none, "rollout", "passport-auth").out())
        .contains("\033[32m■\033[0m");
    assertThat(Run.of("rollout", "passport-auth").out()).doesNotContain("\033");
  }
}
