package dev.watchstream.parser.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.Recordings;
import dev.watchstream.parser.Address;
import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.TargetRef;
import dev.watchstream.parser.rollout.AddressChange.What;
import dev.watchstream.parser.stream.EndpointsParser;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolloutTrackerTest {

  private final RolloutTracker tracker = new RolloutTracker();
  private final List<RolloutStep> steps = new ArrayList<>();
  private final StringBuilder stream = new StringBuilder();
  private long second;

  @Test
  void the_seed_is_a_rollout_in_four_steps() throws IOException {
    try (InputStream body = Recordings.open("passport-auth").openBody()) {
      EndpointsParser.create(event -> steps.add(tracker.accept(event))).parse(body);
    }
    assertThat(steps)
        .extracting(RolloutTrackerTest::inWords)
        .containsExactly(
            "1 ready, 0 not ready: APPEARED_READY 5f7f676c6c",
            "1 ready, 1 not ready: APPEARED_NOT_READY 55987979b9",
            "2 ready, 0 not ready: BECAME_READY 55987979b9",
            "1 ready, 0 not ready: GONE 5f7f676c6c");
    assertThat(tracker.takeEnded())
        .containsExactly(
            new Rollout(
                new ServiceName("Endpoints", "default", "passport-auth"),
                List.of("5f7f676c6c"),
                "55987979b9",
                1,
                3,
                null,
                null,
                false,
                1,
                1,
                2,
                1,
                1,
                true,
                List.of(),
                List.of(),
                0));
    assertThat(tracker.underWay()).isEmpty();
  }

  @Test
  void a_thousand_pods_are_one_rollout_whether_told_by_endpoints_or_by_slices() throws IOException {
    for (String name : List.of("fleet-rollout", "fleet-rollout-slices")) {
      RolloutTracker ofFleet = new RolloutTracker();
      try (InputStream body = Recordings.open(name).openBody()) {
        EndpointsParser.create(ofFleet::accept).parse(body);
      }
      List<Rollout> rollouts = new ArrayList<>(ofFleet.takeEnded());
      rollouts.addAll(ofFleet.underWay());
      assertThat(rollouts).as(name).hasSize(1);
      Rollout rollout = rollouts.get(0);
      assertThat(rollout.complete()).as(name).isTrue();
      assertThat(rollout.readyBefore()).as(name).isGreaterThanOrEqualTo(1000);
    }
  }

  @Test
  void times_tell_how_long_each_pod_took_to_become_ready() {
    send("MODIFIED", ready(pod("7777777777", 1)), notReady());
    send("MODIFIED", ready(pod("7777777777", 1)), notReady(pod("bbbbbbbbbb", 2)));
    send("MODIFIED", ready(pod("7777777777", 1)), notReady(pod("bbbbbbbbbb", 2)));
    send("MODIFIED", ready(pod("7777777777", 1), pod("bbbbbbbbbb", 2)), notReady());
    send("MODIFIED", ready(pod("bbbbbbbbbb", 2)), notReady());
    Rollout rollout = only(tracker.takeEnded());
    assertThat(rollout.duration()).isEqualTo(Duration.ofSeconds(3));
    assertThat(rollout.timesToReady())
        .containsExactly(new TimeToReady("s-bbbbbbbbbb-bbbb2", Duration.ofSeconds(2)));
  }

  @Test
  void a_rollout_that_recreates_all_pods_was_at_zero_ready() {
    send("ADDED", ready(pod("7777777777", 1)), notReady());
    send("MODIFIED", ready(), notReady());
    send("MODIFIED", ready(), notReady(pod("bbbbbbbbbb", 2)));
    send("MODIFIED", ready(pod("bbbbbbbbbb", 2)), notReady());
    Rollout rollout = only(tracker.takeEnded());
    assertThat(rollout.from()).containsExactly("7777777777");
    assertThat(rollout.readyMin()).isZero();
    assertThat(rollout.complete()).isTrue();
  }

  @Test
  void a_rollout_that_is_undone_ends_incomplete() {
    send("ADDED", ready(pod("7777777777", 1)), notReady());
    send("MODIFIED", ready(pod("7777777777", 1)), notReady(pod("bbbbbbbbbb", 2)));
    send("MODIFIED", ready(pod("7777777777", 1)), notReady());
    Rollout rollout = only(tracker.takeEnded());
    assertThat(rollout.complete()).isFalse();
    assertThat(rollout.lastEvent()).isEqualTo(2);
  }

  @Test
  void a_third_template_ends_the_rollout_to_the_second() {
    send("ADDED", ready(pod("7777777777", 1)), notReady());
    send("MODIFIED", ready(pod("7777777777", 1)), notReady(pod("bbbbbbbbbb", 2)));
    send(
        "MODIFIED",
        ready(pod("7777777777", 1)),
        notReady(pod("bbbbbbbbbb", 2), pod("cccccccccc", 3)));
    send("MODIFIED", ready(pod("cccccccccc", 3)), notReady());
    assertThat(tracker.takeEnded())
        .extracting(Rollout::from, Rollout::to, Rollout::lastEvent, Rollout::complete)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(List.of("7777777777"), "bbbbbbbbbb", 1L, false),
            org.assertj.core.groups.Tuple.tuple(
                List.of("7777777777", "bbbbbbbbbb"), "cccccccccc", 3L, true));
  }

  @Test
  void a_rollout_that_the_stream_cuts_off_is_under_way() {
    send("ADDED", ready(pod("7777777777", 1)), notReady());
    send("MODIFIED", ready(pod("7777777777", 1)), notReady(pod("bbbbbbbbbb", 2)));
    assertThat(tracker.takeEnded()).isEmpty();
    assertThat(only(tracker.underWay()).complete()).isFalse();
  }

  @Test
  void scaling_is_no_rollout() {
    send("ADDED", ready(pod("7777777777", 1)), notReady());
    send("MODIFIED", ready(pod("7777777777", 1), pod("7777777777", 2)), notReady());
    send("MODIFIED", ready(), notReady());
    send("MODIFIED", ready(pod("7777777777", 3)), notReady());
    assertThat(tracker.takeEnded()).isEmpty();
    assertThat(tracker.underWay()).isEmpty();
  }

  @Test
  void a_deleted_service_begins_anew() {
    send("ADDED", ready(pod("7777777777", 1)), notReady());
    send("DELETED", ready(pod("7777777777", 1)), notReady());
    send("ADDED", ready(pod("bbbbbbbbbb", 2)), notReady());
    assertThat(steps.get(1).changes()).extracting(AddressChange::what).containsExactly(What.GONE);
    assertThat(tracker.takeEnded()).isEmpty();
    assertThat(tracker.underWay()).isEmpty();
  }

  @Test
  void names_that_no_deployment_gives_have_no_template() {
    for (String name :
        List.of("web-0", "kube-proxy-x7k2p", "node-local-dns-x7k2p", "passport-auth")) {
      assertThat(templateOf(name)).as(name).isNull();
    }
    assertThat(templateOf("passport-auth-5f7f676c6c-6vts6")).isEqualTo("5f7f676c6c");
    assertThat(templateOf("nginx-deployment-1564180365-khkw8")).isEqualTo("1564180365");
  }

  @Test
  void a_pod_whose_name_was_cut_to_63_characters_has_what_is_left_of_the_hash() {
    String deployment = "a-release-of-the-observability-stack-of-the-example";
    assertThat(templateOf(cutName(deployment.substring(0, 46), "5f7f676c6c")))
        .isEqualTo("5f7f676c6c");
    assertThat(templateOf(cutName(deployment.substring(0, 47), "5f7f676c6c")))
        .isEqualTo("5f7f676c6c");
    assertThat(templateOf(cutName(deployment.substring(0, 48), "5f7f676c6c")))
        .isEqualTo("5f7f676c6");
    assertThat(templateOf(cutName(deployment, "5f7f676c6c"))).isEqualTo("5f7f67");
    assertThat(templateOf(cutName(deployment + "x", "5f7f676c6c"))).as("too little").isNull();
    assertThat(templateOf("a-bcdfghjklmnpqrs")).as("a short name was not cut").isNull();
  }

  /** As an API server makes it of generateName: of that, 58 characters at most. */
  private static String cutName(String deployment, String hash) {
    String generateName = deployment + "-" + hash + "-";
    return generateName.substring(0, Math.min(58, generateName.length())) + "6vts6";
  }

  @Test
  void a_pod_in_two_slices_counts_once() {
    slice("a", pod("7777777777", 1), pod("7777777777", 2));
    slice("b", pod("7777777777", 2));
    slice("a", pod("7777777777", 1));
    assertThat(steps).extracting(RolloutStep::ready).containsExactly(2, 2, 2);
    assertThat(steps.get(2).changes()).isEmpty();
  }

  @Test
  void every_span_without_a_ready_address_is_told_inside_a_rollout_and_outside() {
    send("ADDED", ready(), notReady(pod("7777777777", 1)));
    send("MODIFIED", ready(pod("7777777777", 1)), notReady());
    send("MODIFIED", ready(), notReady(pod("7777777777", 1)));
    send("MODIFIED", ready(), notReady(pod("7777777777", 1), pod("bbbbbbbbbb", 2)));
    send("MODIFIED", ready(pod("bbbbbbbbbb", 2)), notReady());
    send("MODIFIED", ready(), notReady(pod("bbbbbbbbbb", 2)));
    ServiceName service = new ServiceName("Endpoints", "", "s");
    ZeroReadySpan atFirst =
        new ZeroReadySpan(
            service, 0, 1, Duration.ofSeconds(0), Duration.ofSeconds(1), true, false, 0);
    ZeroReadySpan inside =
        new ZeroReadySpan(
            service, 2, 4, Duration.ofSeconds(2), Duration.ofSeconds(4), false, false, 0);
    assertThat(steps)
        .extracting(RolloutStep::zeroReadyEnded)
        .containsExactly(null, atFirst, null, null, inside, null);
    assertThat(inside.duration()).isEqualTo(Duration.ofSeconds(2));
    assertThat(only(tracker.takeEnded()).zeroReady()).containsExactly(inside);
    assertThat(tracker.atZeroReady())
        .containsExactly(
            new ZeroReadySpan(service, 5, -1, Duration.ofSeconds(5), null, false, false, 0));
  }

  @Test
  void a_span_that_ends_with_the_next_rollout_is_told_of_the_rollout_before_too() {
    send("ADDED", ready(pod("7777777777", 1)), notReady());
    send("MODIFIED", ready(), notReady(pod("bbbbbbbbbb", 2)));
    send("MODIFIED", ready(pod("cccccccccc", 3)), notReady(pod("bbbbbbbbbb", 2)));
    Rollout before = only(tracker.takeEnded());
    assertThat(before.to()).isEqualTo("bbbbbbbbbb");
    assertThat(before.readyMin()).isZero();
    assertThat(before.zeroReady()).extracting(ZeroReadySpan::firstEvent).containsExactly(1L);
    assertThat(only(before.zeroReady()).isUnderWay()).as("when that rollout ended").isTrue();
  }

  @Test
  void a_span_that_begins_with_the_next_rollout_is_not_told_of_the_rollout_before() {
    send("ADDED", ready(pod("7777777777", 1)), notReady());
    send("MODIFIED", ready(pod("7777777777", 1)), notReady(pod("bbbbbbbbbb", 2)));
    send("MODIFIED", ready(), notReady(pod("cccccccccc", 3)));
    assertThat(only(tracker.takeEnded()).zeroReady()).isEmpty();
    assertThat(only(only(tracker.underWay()).zeroReady()).firstEvent()).isEqualTo(2);
  }

  @Test
  void a_deletion_ends_a_span_without_a_ready_address() {
    send("ADDED", ready(), notReady(pod("7777777777", 1)));
    send("DELETED", ready(), notReady(pod("7777777777", 1)));
    assertThat(steps.get(1).zeroReadyEnded().byDeletion()).isTrue();
    assertThat(tracker.atZeroReady()).isEmpty();
  }

  @Test
  void a_stream_that_begins_in_a_rollout_says_so() {
    send("ADDED", ready(pod("7777777777", 1), pod("bbbbbbbbbb", 2)), notReady());
    send("MODIFIED", ready(pod("7777777777", 1), pod("bbbbbbbbbb", 2)), notReady());
    assertThat(tracker.underWay()).as("it may be a canary").isEmpty();
    send("MODIFIED", ready(pod("bbbbbbbbbb", 2)), notReady(pod("bbbbbbbbbb", 3)));
    Rollout underWay = only(tracker.underWay());
    assertThat(underWay.underWayAtFirst()).isTrue();
    assertThat(underWay.to()).isEqualTo("bbbbbbbbbb");
    assertThat(underWay.complete()).isFalse();
    send("MODIFIED", ready(pod("bbbbbbbbbb", 2), pod("bbbbbbbbbb", 3)), notReady());
    Rollout rollout = only(tracker.takeEnded());
    assertThat(rollout.underWayAtFirst()).isTrue();
    assertThat(rollout.from()).containsExactly("7777777777");
    assertThat(rollout.firstEvent()).isZero();
    assertThat(rollout.lastEvent()).isEqualTo(3);
    assertThat(rollout.complete()).isTrue();
    assertThat(rollout.timesToReady())
        .containsExactly(new TimeToReady("s-bbbbbbbbbb-bbbb3", Duration.ofSeconds(1)));
  }

  @Test
  void two_templates_for_good_are_no_rollout() {
    send("ADDED", ready(pod("7777777777", 1), pod("bbbbbbbbbb", 2)), notReady());
    send("MODIFIED", ready(pod("7777777777", 1)), notReady(pod("bbbbbbbbbb", 2)));
    send("MODIFIED", ready(pod("7777777777", 1), pod("bbbbbbbbbb", 3)), notReady());
    send(
        "MODIFIED",
        ready(pod("7777777777", 1), pod("7777777777", 4), pod("bbbbbbbbbb", 3)),
        notReady());
    assertThat(tracker.takeEnded()).isEmpty();
    assertThat(tracker.underWay()).isEmpty();
  }

  @Test
  void a_gap_inside_a_rollout_or_a_span_is_told() {
    send("ADDED", ready(pod("7777777777", 1)), notReady());
    tracker.gap();
    send("MODIFIED", ready(), notReady(pod("bbbbbbbbbb", 2)));
    tracker.gap();
    send("MODIFIED", ready(pod("bbbbbbbbbb", 2)), notReady());
    assertThat(only(tracker.takeEnded()).gaps()).isEqualTo(1);
    assertThat(steps.get(2).zeroReadyEnded().gaps()).isEqualTo(1);
  }

  @Test
  void a_gap_in_what_has_not_ended_is_told() {
    send("ADDED", ready(pod("7777777777", 1)), notReady());
    send("MODIFIED", ready(), notReady(pod("bbbbbbbbbb", 2)));
    tracker.gap();
    send("MODIFIED", ready(), notReady(pod("bbbbbbbbbb", 2)));
    assertThat(only(tracker.underWay()).gaps()).isEqualTo(1);
    assertThat(only(tracker.underWay()).zeroReady().get(0).gaps()).isEqualTo(1);
    assertThat(tracker.atZeroReady().get(0).gaps()).isEqualTo(1);
    tracker.gap();
    assertThat(only(tracker.underWay()).gaps()).isEqualTo(2);
    assertThat(tracker.atZeroReady().get(0).gaps()).isEqualTo(2);
    tracker.gaps(0);
    assertThat(only(tracker.underWay()).gaps()).as("not taken back").isEqualTo(2);
    assertThat(tracker.atZeroReady().get(0).gaps()).as("not taken back").isEqualTo(2);
  }

  @Test
  void a_pod_has_a_history_from_its_first_event_to_its_last() {
    send("ADDED", ready(pod("7777777777", 1)), notReady());
    send("MODIFIED", ready(pod("7777777777", 1)), notReady(pod("bbbbbbbbbb", 2)));
    send("MODIFIED", ready(pod("bbbbbbbbbb", 2)), notReady());
    send("MODIFIED", ready(), notReady(pod("bbbbbbbbbb", 2)));
    send("MODIFIED", ready(pod("bbbbbbbbbb", 2)), notReady());
    PodHistory old = steps.get(2).podsGone().get(0);
    assertThat(old.pod()).isEqualTo("s-7777777777-bbbb1");
    assertThat(old.wasThereAtFirst()).isTrue();
    assertThat(old.timeToReady()).isNull();
    assertThat(old.goneEvent()).isEqualTo(2);
    PodHistory left = tracker.pods().get(0);
    assertThat(left.appearedEvent()).isEqualTo(1);
    assertThat(left.readyEvent()).as("the first time").isEqualTo(2);
    assertThat(left.timeToReady()).isEqualTo(Duration.ofSeconds(1));
    assertThat(left.goneEvent()).isEqualTo(-1);
  }

  @Test
  void percentiles_are_those_of_nearest_rank() {
    List<TimeToReady> times = new ArrayList<>();
    for (int i = 10; i >= 1; i--) {
      times.add(new TimeToReady("p" + i, Duration.ofSeconds(i)));
    }
    Rollout rollout =
        new Rollout(
            new ServiceName("Endpoints", "", "s"),
            List.of(),
            "t",
            0,
            1,
            null,
            null,
            false,
            0,
            0,
            0,
            0,
            0,
            true,
            times,
            List.of(),
            0);
    assertThat(rollout.timeToReady(0.5)).isEqualTo(Duration.ofSeconds(5));
    assertThat(rollout.timeToReady(0.9)).isEqualTo(Duration.ofSeconds(9));
    assertThat(rollout.timeToReady(0.99)).isEqualTo(Duration.ofSeconds(10));
    assertThat(rollout.timeToReady(1)).isEqualTo(Duration.ofSeconds(10));
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> rollout.timeToReady(0))
        .hasMessageContaining("not 0.0");
  }

  private static String templateOf(String pod) {
    return PodName.templateHash(
        new Address("1", null, null, null, new TargetRef("Pod", "default", pod, "u")));
  }

  private static <T> T only(List<T> all) {
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static String inWords(RolloutStep step) {
    StringBuilder words = new StringBuilder();
    words.append(step.ready()).append(" ready, ").append(step.notReady()).append(" not ready:");
    for (AddressChange change : step.changes()) {
      words.append(' ').append(change.what()).append(' ').append(change.templateHash());
    }
    return words.toString();
  }

  private void slice(String name, String... pods) {
    StringBuilder endpoints = new StringBuilder();
    for (String pod : pods) {
      endpoints.append(endpoints.length() == 0 ? "" : ",");
      endpoints.append(
          pod.replace("{\"ip\":\"", "{\"addresses\":[\"").replace("\",\"t", "\"],\"t"));
    }
    accept(
        "{\"type\":\"MODIFIED\",\"object\":{\"kind\":\"EndpointSlice\",\"metadata\":{\"name\":\""
            + name
            + "\",\"labels\":{\"kubernetes.io/service-name\":\"s\"}},\"endpoints\":["
            + endpoints
            + "]}}");
  }

  private void send(String type, String ready, String notReady) {
    accept(
        "{\"type\":\""
            + type
            + "\",\"object\":{\"kind\":\"Endpoints\",\"metadata\":{\"name\":\"s\"},"
            + "\"subsets\":[{\"addresses\":["
            + ready
            + "],\"notReadyAddresses\":["
            + notReady
            + "]}]}}");
  }

  private void accept(String event) {
    stream.setLength(0);
    stream.append(event);
    EndpointsParser.create(e -> steps.add(tracker.accept(e, Duration.ofSeconds(second++))))
        .parse(stream.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static String ready(String... pods) {
    return String.join(",", pods);
  }

  private static String notReady(String... pods) {
    return String.join(",", pods);
  }

  private static String pod(String hash, int number) {
    return "{\"ip\":\"10.0.0."
        + number
        + "\",\"targetRef\":{\"kind\":\"Pod\",\"name\":\"s-"
        + hash
        + "-bbbb"
        + number
        + "\",\"uid\":\"u"
        + number
        + "\"}}";
  }
}
