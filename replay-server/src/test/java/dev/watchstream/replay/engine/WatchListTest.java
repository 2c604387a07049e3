package dev.watchstream.replay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.Frame.Ending;
import dev.watchstream.replay.api.WatchBody;
import dev.watchstream.replay.engine.ReplayOptions.Clock;
import dev.watchstream.replay.testing.World;
import dev.watchstream.replay.version.FeatureGate;
import dev.watchstream.replay.version.KubernetesVersion;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Watches that begin with the state, or explicitly without it (KEP-3157). */
class WatchListTest {
  private static final String ENDPOINTS = "/api/v1/namespaces/default/endpoints";
  private static final String PATH_WATCH = "/api/v1/watch/namespaces/default/endpoints";
  private static final String WATCH_LIST =
      ENDPOINTS
          + "?watch=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan"
          + "&sendInitialEvents=";

  @ParameterizedTest
  @ValueSource(strings = {"", "&resourceVersion=0"})
  void who_wants_no_initial_events_gets_what_happens_from_now_on(String version)
      throws IOException {
    try (World world = played("1.37")) {
      assertThat(told(world, WATCH_LIST + "true" + version, 3))
          .containsExactly("ADDED 1167", "BOOKMARK 1167", "MODIFIED 1356");
      assertThat(told(world, WATCH_LIST + "false" + version, 1)).containsExactly("MODIFIED 1356");
      assertThat(world.watch(WATCH_LIST + "false").watchList()).isFalse();
    }
  }

  @Test
  void only_a_query_that_says_watch_is_told_where_the_state_ends() throws IOException {
    try (World world = played("1.37")) {
      assertThat(told(world, ENDPOINTS + "?watch=1&allowWatchBookmarks=1", 2))
          .containsExactly("ADDED 1167", "BOOKMARK 1167");
      assertThat(told(world, PATH_WATCH + "?allowWatchBookmarks=1", 2))
          .containsExactly("ADDED 1167", "MODIFIED 1356");
      assertThat(told(world, PATH_WATCH + "?watch=1&allowWatchBookmarks=1", 2))
          .containsExactly("ADDED 1167", "BOOKMARK 1167");
    }
  }

  @Test
  void a_path_that_says_watch_alone_has_its_options_checked_as_a_lists() throws IOException {
    try (World world = played("1.37")) {
      ApiResponse.Whole refused =
          world.get(PATH_WATCH + "?sendInitialEvents=true&resourceVersionMatch=NotOlderThan");
      assertThat(refused.status()).isEqualTo(422);
      assertThat(World.text(refused.body()))
          .contains(
              "is invalid: [resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden"
                  + " unless resourceVersion is provided, sendInitialEvents: Forbidden:"
                  + " sendInitialEvents is forbidden for list]");
      String resumed = "?resourceVersionMatch=NotOlderThan&resourceVersion=1356";
      assertThat(told(world, PATH_WATCH + resumed, 1)).containsExactly("MODIFIED 1362");
    }
  }

  @Test
  void a_watch_that_begins_with_the_state_cannot_go_on_with_a_list() throws IOException {
    String continued = ENDPOINTS + "?watch=true&continue=abc";
    try (World world = played("1.37")) {
      ApiResponse.Whole refused = world.get(continued);
      assertThat(refused.status()).isEqualTo(422);
      assertThat(World.text(refused.body()))
          .contains("resourceVersionMatch is forbidden when continue is provided");
    }
    try (World world = played("1.33")) {
      assertThat(world.watch(continued).status()).as("without watch lists").isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.27", "1.31"})
  void while_the_gate_was_alpha_the_end_of_the_state_is_told_at_the_next_tick(String version)
      throws IOException {
    ReplayOptions options =
        ReplayOptions.DEFAULTS
            .withVersion(KubernetesVersion.parse(version))
            .withGate(FeatureGate.WATCH_LIST, true);
    try (World world = World.shipped(options, "one-pod-rollout");
        WatchBody body = world.watch(WATCH_LIST + "true&timeoutSeconds=2").body()) {
      assertThat(event(body)).isEqualTo("ADDED 1167");
      Frame wait = body.next();
      assertThat(wait).isInstanceOf(Frame.Later.class);
      long tick = body.clock().nanosUntil(wait.atNanos());
      assertThat(tick).isBetween(TimeUnit.SECONDS.toNanos(1), TimeUnit.MILLISECONDS.toNanos(1250));
      world.time.passNanos(tick);
      assertThat(World.text(((Frame.Chunk) body.next()).bytes()))
          .startsWith("{\"type\":\"BOOKMARK\"")
          .contains("\"k8s.io/initial-events-end\":\"true\"");
      assertThat(event(body)).isEqualTo("MODIFIED 1356");
    }
  }

  @Test
  void a_state_that_never_comes_is_an_error_inside_the_stream() throws IOException {
    try (World world = played("1.37")) {
      assertThat(world.story(WATCH_LIST + "true&resourceVersion=999999999"))
          .matches(
              "\\{\"type\":\"ERROR\",\"object\":\\{\"kind\":\"Status\",\"apiVersion\":\"v1\","
                  + "\"metadata\":\\{},\"status\":\"Failure\",\"message\":\"Timeout: Too large"
                  + " resource version: 999999999, current: \\d+\",\"reason\":\"Timeout\","
                  + "\"details\":\\{\"causes\":\\[\\{\"reason\":\"ResourceVersionTooLarge\","
                  + "\"message\":\"Too large resource version\"}],\"retryAfterSeconds\":1},"
                  + "\"code\":504}}\n");
    }
  }

  @Test
  void a_state_that_is_still_to_come_is_waited_for() throws IOException {
    ReplayOptions shared =
        ReplayOptions.DEFAULTS
            .withClock(Clock.SHARED)
            .withVersion(KubernetesVersion.parse("1.37"))
            .withStartPaused(true);
    try (World world = World.shipped(shared, "one-pod-rollout")) {
      String asked = WATCH_LIST + "true&resourceVersion=1356";
      try (WatchBody body = world.watch(asked).body()) {
        Frame wait = body.next();
        assertThat(wait).isInstanceOf(Frame.Later.class);
        assertThat(body.clock().nanosUntil(wait.atNanos())).isEqualTo(TimeUnit.SECONDS.toNanos(3));
        world.time.passSeconds(2);
        assertThat(body.next()).isInstanceOf(Frame.Later.class);
        world.engine.control().step();
        assertThat(event(body)).isEqualTo("ADDED 1356");
        assertThat(event(body)).isEqualTo("BOOKMARK 1356");
        world.engine.control().step();
        assertThat(event(body)).isEqualTo("MODIFIED 1362");
      }
      try (WatchBody body = world.watch(asked.replace("1356", "1367")).body()) {
        assertThat(body.next()).isInstanceOf(Frame.Later.class);
        world.time.passSeconds(3);
        Frame.Chunk error = (Frame.Chunk) body.next();
        assertThat(body.clock().nanosUntil(error.atNanos())).isZero();
        assertThat(World.text(error.bytes()))
            .contains("Too large resource version: 1367, current: 1362");
        assertThat(body.next()).isEqualTo(new Frame.End(0, Ending.CLEAN));
        assertThat(body.hasToldAll()).isTrue();
      }
    }
  }

  @Test
  void the_end_of_a_state_between_two_changes_is_told_at_once() throws IOException {
    try (World world = played("1.37")) {
      assertThat(told(world, WATCH_LIST + "true&resourceVersion=1300", 3))
          .containsExactly("ADDED 1167", "BOOKMARK 1300", "MODIFIED 1356");
    }
  }

  @Test
  void a_bookmark_is_never_older_than_the_version_that_was_asked_for() throws IOException {
    ReplayOptions paused =
        ReplayOptions.DEFAULTS
            .withClock(Clock.SHARED)
            .withVersion(KubernetesVersion.parse("1.37"))
            .withStartPaused(true);
    try (World world = World.shipped(paused, "one-pod-rollout")) {
      world.engine.control().seek(Duration.ofSeconds(1));
      String bookmarks = "allowWatchBookmarks=true&resourceVersion=1300&timeoutSeconds=100";
      assertThat(told(world, ENDPOINTS + "?watch=true&" + bookmarks, 2))
          .containsExactly("BOOKMARK 1300", "BOOKMARK 1300");
      assertThat(told(world, WATCH_LIST + "true&" + bookmarks, 3))
          .containsExactly("ADDED 1167", "BOOKMARK 1300", "BOOKMARK 1300");
    }
  }

  private static World played(String version) throws IOException {
    return World.shipped(
        ReplayOptions.DEFAULTS.withVersion(KubernetesVersion.parse(version)), "one-pod-rollout");
  }

  private static List<String> told(World world, String asked, int events) {
    return World.summary(world.story(asked)).stream().limit(events).toList();
  }

  private static String event(WatchBody body) {
    return World.summary(World.text(((Frame.Chunk) body.next()).bytes())).get(0);
  }
}
