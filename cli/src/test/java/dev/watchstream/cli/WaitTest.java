package dev.watchstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.cli.live.ReadyCondition;
import dev.watchstream.cli.live.ReadyWait;
import dev.watchstream.fixtures.Recordings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wait} and {@code watch --fail-below}. */
class WaitTest {

  private static final String EMPTY_LIST =
      """
      {"kind":"EndpointsList","apiVersion":"v1","metadata":{"resourceVersion":"1"},"items":[]}
      """;

  @TempDir Path folder;

  private SmallServer server;

  @BeforeEach
  void start() throws IOException {
    try (InputStream in = Recordings.open("passport-auth").openBody()) {
      server = new SmallServer(EMPTY_LIST, in.readAllBytes());
    }
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private Run run(String... args) {
    String[] all = new String[args.length + 2];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "--server";
    all[args.length + 1] = server.url();
    return Run.of(all);
  }

  @Test
  void enough_ready_addresses_end_a_wait() {
    assertThat(run("wait", "passport-auth", "--ready", "2").exitCode()).isZero();
  }

  @Test
  void a_wait_that_is_in_vain_says_what_there_was() {
    Run run = run("wait", "passport-auth", "--ready", "3", "--timeout", "0s");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("passport-auth: 0 of 3 addresses ready after 0.0 s");
  }

  @Test
  void a_wait_for_longer_than_its_timeout_is_refused_at_once() {
    Run run = run("wait", "passport-auth", "--ready", "2", "--stable", "10m");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--stable 600s", "--timeout 300s", "give a longer --timeout");
    assertThat(server.requests).isEmpty();
  }

  @Test
  void a_wait_is_for_one_service() throws IOException {
    Run all = run("wait", "passport-auth", "--ready", "1", "-A");
    assertThat(all.exitCode()).isEqualTo(2);
    assertThat(all.err()).contains("wait is for one service", "NAMESPACE/passport-auth");

    Path two = folder.resolve("two.ndjson");
    Files.writeString(two, event("east", "10.0.0.1") + event("west", "10.0.0.2"));
    String[] wait = {"wait", "shop", "--ready", "2", "--recording", two.toString()};
    assertThat(Run.of(wait).exitCode()).isEqualTo(2);
    assertThat(Run.of(wait).err()).contains("in each of the namespaces east, west");
    wait[1] = "west/shop";
    assertThat(Run.of(wait).exitCode()).isEqualTo(1);
    wait[3] = "1";
    assertThat(Run.of(wait).exitCode()).isZero();
  }

  @Test
  void a_service_that_is_told_as_endpoints_and_as_slices_may_be_ready_in_either()
      throws IOException {
    Path both = folder.resolve("both.ndjson");
    String slice =
        """
        {"type":"ADDED","object":{"kind":"EndpointSlice","apiVersion":"discovery.k8s.io/v1",\
        "metadata":{"name":"shop-x","namespace":"east","labels":\
        {"kubernetes.io/service-name":"shop"}},"addressType":"IPv4","endpoints":\
        [{"addresses":["10.0.0.1"],"conditions":{"ready":false}}],"ports":[]}}
        """;
    Files.writeString(both, event("east", "10.0.0.1") + slice);
    assertThat(Run.of("wait", "shop", "--ready", "1", "--recording", both.toString()).exitCode())
        .isZero();
  }

  private static String event(String namespace, String ip) {
    return """
        {"type":"ADDED","object":{"kind":"Endpoints","apiVersion":"v1","metadata":{"name":"shop",\
        "namespace":"%s"},"subsets":[{"addresses":[{"ip":"%s"}]}]}}
        """
        .formatted(namespace, ip);
  }

  /** A clock that advances at once when it is waited for. */
  private static final class FakeTime implements ReadyWait.Time {
    private Duration now = Duration.ZERO;

    @Override
    public Duration now() {
      return now;
    }

    @Override
    public void pause(Object lock, Duration most) {
      now = now.plus(most);
    }
  }

  @Test
  void a_wait_ends_when_it_was_stable_for_long_enough_or_time_is_over() throws Exception {
    FakeTime time = new FakeTime();
    ReadyCondition stable = new ReadyCondition(1, Duration.ofSeconds(30));
    ReadyWait wait = new ReadyWait(stable, Duration.ofMinutes(5), time);
    wait.update(1);
    assertThat(wait.await()).isTrue();
    assertThat(time.now).isEqualTo(Duration.ofSeconds(30));

    ReadyCondition inVain = new ReadyCondition(3, Duration.ZERO);
    wait = new ReadyWait(inVain, Duration.ofMinutes(5), time);
    wait.update(1);
    assertThat(wait.await()).isFalse();
    assertThat(inVain.ready()).isEqualTo(1);
    assertThat(time.now).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void a_recording_is_looked_at_with_its_own_times() {
    String[] wait = {"wait", "passport-auth", "--recording", "one-pod-rollout", "--ready", "2"};
    assertThat(Run.of(wait).exitCode()).isZero();
    Run stable =
        Run.of(
            "wait",
            "passport-auth",
            "--recording",
            "one-pod-rollout",
            "--ready",
            "2",
            "--stable",
            "10m");
    assertThat(stable.exitCode()).isEqualTo(1);
    assertThat(stable.err()).contains("addresses ready for less than", "when one-pod-rollout ends");
  }

  @Test
  void stable_is_without_a_break() {
    ReadyCondition condition = new ReadyCondition(2, Duration.ofSeconds(30));
    condition.update(2, Duration.ofSeconds(5));
    assertThat(condition.remaining(Duration.ofSeconds(15))).isEqualTo(Duration.ofSeconds(20));
    condition.update(1, Duration.ofSeconds(20));
    assertThat(condition.remaining(Duration.ofSeconds(20))).isNull();
    condition.update(3, Duration.ofSeconds(21));
    condition.update(2, Duration.ofSeconds(40));
    assertThat(condition.isMet(Duration.ofSeconds(50))).isFalse();
    assertThat(condition.isMet(Duration.ofSeconds(51))).isTrue();
  }

  @Test
  void what_nobody_saw_is_not_stable() {
    ReadyCondition condition = new ReadyCondition(2, Duration.ofSeconds(30));
    condition.update(2, Duration.ofSeconds(0));
    condition.unseen(Duration.ofSeconds(10));
    condition.unseen(Duration.ofSeconds(20));
    assertThat(condition.remaining(Duration.ofSeconds(90))).isNull();
    assertThat(condition.isMet(Duration.ofSeconds(90))).isFalse();
    condition.seen(Duration.ofSeconds(100));
    assertThat(condition.remaining(Duration.ofSeconds(100))).isEqualTo(Duration.ofSeconds(20));
    assertThat(condition.isMet(Duration.ofMinutes(2))).isTrue();
    condition.unseen(Duration.ofSeconds(121));
    assertThat(condition.isMet(Duration.ofSeconds(122))).isTrue();
  }

  @Test
  void a_wait_is_in_vain_while_its_watch_is_cut_off() throws Exception {
    FakeTime time = new FakeTime();
    ReadyCondition stable = new ReadyCondition(1, Duration.ofSeconds(30));
    ReadyWait wait = new ReadyWait(stable, Duration.ofMinutes(5), time);
    wait.update(1);
    wait.see(false);
    assertThat(wait.await()).isFalse();
    assertThat(time.now).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void what_was_met_stays_met_though_nobody_looked_in_time() {
    ReadyCondition once = new ReadyCondition(2, Duration.ZERO);
    once.update(2, Duration.ofSeconds(1));
    once.update(1, Duration.ofSeconds(1));
    assertThat(once.isMet(Duration.ofSeconds(9))).isTrue();
    ReadyCondition stable = new ReadyCondition(2, Duration.ofSeconds(30));
    stable.update(2, Duration.ofSeconds(1));
    stable.update(0, Duration.ofSeconds(31));
    assertThat(stable.isMet(Duration.ofSeconds(32))).isTrue();
  }

  @Test
  void a_watch_fails_as_soon_as_too_few_are_ready() {
    Run run = run("watch", "--fail-below", "2", "--output", "ndjson");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("default/passport-auth: 1 ready, fewer than 2");
    assertThat(run("watch", "--fail-below", "1", "--count", "4").exitCode()).isZero();
  }

  @Test
  void too_few_in_the_last_event_that_was_asked_for_are_too_few() {
    Run run = run("watch", "--fail-below", "2", "--count", "1");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("default/passport-auth: 1 ready, fewer than 2");
  }

  @Test
  void so_does_a_recording_and_says_at_which_event() {
    Run run = Run.of("watch", "--fail-below", "3", "--recording", "one-pod-rollout");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("default/passport-auth: 1 ready, fewer than 3, at event 0, +0.0 s");
    run = Run.of("watch", "passport-auth", "--fail-below", "1", "--recording", "one-pod-rollout");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("0 ready, fewer than 1, at event 21, +40.7 s");
    assertThat(Run.of("watch", "--fail-below", "980", "--recording", "fleet-rollout").exitCode())
        .isZero();
    assertThat(Run.of("watch", "other", "--fail-below", "1", "--recording", "fleet-rollout").err())
        .contains("no event of other; it tells of default/fleet");
    assertThat(Run.of("watch", "--fail-below", "1", "--recording", "gone").err())
        .contains("gone: no event changed an address, so nothing was looked at");
    assertThat(Run.of("watch", "--recording", "fleet-rollout").err())
        .contains("--recording goes with --fail-below; watchstream rollout fleet-rollout");
  }
}
