package dev.watchstream.replay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.Recordings;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.Frame.Chunk;
import dev.watchstream.replay.api.Frame.End;
import dev.watchstream.replay.api.Frame.Ending;
import dev.watchstream.replay.api.Frame.Later;
import dev.watchstream.replay.api.Frame.Quiet;
import dev.watchstream.replay.api.WatchBody;
import dev.watchstream.replay.options.TimeoutSeconds;
import dev.watchstream.replay.testing.World;
import dev.watchstream.replay.version.KubernetesVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {

  /** The first version that serves watch lists; bookmarks are still written as before. */
  private static final ReplayOptions WITH_WATCH_LISTS =
      ReplayOptions.DEFAULTS.withVersion(KubernetesVersion.parse("1.32"));

  private static final String ENDPOINTS = "/api/v1/namespaces/default/endpoints";
  private static final String HIST = ENDPOINTS + "?watch=1&fieldSelector=metadata.name%3Dhist";
  private static final String SECONDS_205 = "&timeoutSeconds=205";

  @TempDir Path folder;

  @Test
  void from_a_version_comes_what_a_real_server_sends_from_it() throws IOException {
    try (World world = World.of(CapturedStream.named("09-history/from-R0").recording(folder))) {
      for (String resumed : List.of("from-R1", "from-R3", "from-R0-label-a", "from-RO")) {
        CapturedStream capture = CapturedStream.named("09-history/" + resumed);
        assertThat(world.story(capture.path() + "?" + capture.query()))
            .as(resumed)
            .isEqualTo(capture.bodyText());
      }
    }
  }

  @Test
  void a_watch_of_one_object_is_cut_out_of_a_recording_of_its_namespace() throws IOException {
    CapturedStream whole = CapturedStream.named("01-create/ns-endpoints");
    CapturedStream one = CapturedStream.named("01-create/passport-auth-deprecated-path");
    try (World world = World.of(whole.recording(folder));
        WatchBody body = world.watch(one.path() + "?" + one.query()).body()) {
      StringBuilder story = new StringBuilder();
      for (Frame frame = body.next(); frame instanceof Chunk chunk; frame = body.next()) {
        story.append(World.text(chunk.bytes()));
      }
      assertThat(story.toString()).isEqualTo(one.bodyText());
    }
    CapturedStream resumed = CapturedStream.named("02-passport-auth/w-ns-bookmarks");
    CapturedStream field = CapturedStream.named("02-passport-auth/w-field");
    try (World world = World.of(resumed.recording(folder))) {
      String body = field.bodyText();
      assertThat(world.story(field.path() + "?" + field.query() + "&resourceVersion=1331"))
          .isEqualTo(body.substring(body.indexOf('\n') + 1));
    }
  }

  @Test
  void a_recorded_error_is_told_to_whoever_resumes_as_the_recorded_client_did() throws IOException {
    try (World world = World.shipped("gone")) {
      for (String request :
          List.of(
              ENDPOINTS + "?watch=1&fieldSelector=metadata.name%3Dpassport-auth",
              "/api/v1/watch/namespaces/default/endpoints/passport-auth?a=b",
              "/api/v1/watch/namespaces/default/endpoints/passport-auth?allowWatchBookmarks=1")) {
        assertThat(world.story(request + "&resourceVersion=1"))
            .isEqualTo(new String(recorded("gone"), StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void what_enters_a_label_selector_is_added_and_what_leaves_is_deleted_as_it_was()
      throws IOException {
    try (World world = World.shipped("history")) {
      assertThat(World.summary(world.story(HIST + "&labelSelector=l=b&resourceVersion=62046")))
          .containsExactly("ADDED 62054", "DELETED 62055");
      String left = world.story(HIST + "&labelSelector=l=b&resourceVersion=62054");
      assertThat(left).contains("\"labels\":{\"l\":\"b\"}").doesNotContain("{\"l\":\"a\"}");
    }
  }

  @Test
  void resuming_in_the_middle_gives_the_next_event_after_the_gap_that_was_recorded()
      throws IOException {
    try (World world = World.shipped("one-pod-rollout");
        WatchBody body =
            world.watch(ENDPOINTS + "?watch=true&resourceVersion=1367" + SECONDS_205).body()) {
      Chunk next = (Chunk) body.next();

      assertThat(World.summary(World.text(next.bytes()))).containsExactly("MODIFIED 1400");
      assertThat(next.atNanos()).isEqualTo(9_432_000_000L);
      assertThat(body.clock().nanosUntil(next.atNanos()))
          .isEqualTo(9_432_000_000L - 2_008_000_000L);
    }
  }

  @Test
  void after_the_last_version_and_after_any_future_one_it_is_quiet() throws IOException {
    try (World world = World.shipped("history")) {
      for (String version : List.of("62060", "62061", "999999999", "99999999999999999999")) {
        try (WatchBody body =
            world.watch(HIST + "&timeoutSeconds=4&resourceVersion=" + version).body()) {
          assertThat(body.next()).as(version).isInstanceOf(Quiet.class);
        }
      }
    }
  }

  @Test
  void a_version_before_the_history_is_an_error_event_and_the_end() throws IOException {
    try (World world = World.shipped("history");
        WatchBody body = world.watch(HIST + "&resourceVersion=1").body()) {
      assertThat(World.text(((Chunk) body.next()).bytes()))
          .isEqualTo(
              "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\","
                  + "\"metadata\":{},\"status\":\"Failure\",\"message\":\"too old resource version:"
                  + " 1 (62046)\",\"reason\":\"Expired\",\"code\":410}}\n");
      assertThat(body.next()).isEqualTo(new End(0, Ending.CLEAN));
    }
  }

  @Test
  void a_watch_from_the_version_of_a_list_tells_the_whole_story() throws IOException {
    try (World world = World.shipped("one-pod-rollout")) {
      String list = world.text(ENDPOINTS);
      assertThat(list)
          .startsWith(
              "{\"kind\":\"EndpointsList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1167\"}");

      String story = world.story(ENDPOINTS + "?watch=1&resourceVersion=1167" + SECONDS_205);

      String recorded = new String(recorded("one-pod-rollout"), StandardCharsets.UTF_8);
      assertThat(story).isEqualTo(recorded.substring(recorded.indexOf('\n') + 1));
    }
  }

  @Test
  void a_client_that_takes_bookmarks_gets_its_own_and_not_a_recorded_end() throws IOException {
    try (World world = World.shipped(WITH_WATCH_LISTS, "one-pod-rollout")) {
      assertThat(
              World.summary(
                      world.story(ENDPOINTS + "?watch=1&allowWatchBookmarks=1&timeoutSeconds=205"))
                  .subList(0, 3))
          .containsExactly("ADDED 1167", "BOOKMARK 1167", "MODIFIED 1356");
    }
  }

  @Test
  void bookmarks_come_each_minute_and_two_seconds_before_the_timeout() throws IOException {
    try (World world = World.shipped("history");
        WatchBody body =
            world
                .watch(HIST + "&timeoutSeconds=130&allowWatchBookmarks=true&resourceVersion=62060")
                .body()) {
      long passed = 0;
      for (long due : List.of(60, 120, 128)) {
        Later later = (Later) body.next();
        assertThat(body.clock().nanosUntil(later.atNanos()))
            .isEqualTo(TimeUnit.SECONDS.toNanos(due - passed));
        world.time.passSeconds(due - passed);
        passed = due;
        Chunk bookmark = (Chunk) body.next();
        assertThat(World.text(bookmark.bytes()))
            .isEqualTo(
                "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Endpoints\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"62060\",\"creationTimestamp\":null}}}\n");
        assertThat(body.clock().nanosUntil(bookmark.atNanos())).isZero();
      }
      assertThat(body.next()).isInstanceOf(Quiet.class);
    }
  }

  @Test
  void a_timeout_of_two_seconds_is_too_short_for_a_bookmark() throws IOException {
    try (World world = World.shipped("history");
        WatchBody body =
            world
                .watch(HIST + "&timeoutSeconds=2&allowWatchBookmarks=true&resourceVersion=62060")
                .body()) {
      assertThat(body.next()).isInstanceOf(Quiet.class);
    }
  }

  @Test
  void a_step_brings_the_event_and_no_bookmark_before_its_time() throws IOException {
    try (World world = World.shipped("one-pod-rollout");
        WatchBody body =
            world
                .watch(
                    ENDPOINTS
                        + "?watch=1&resourceVersion=1167&timeoutSeconds=900&allowWatchBookmarks=1")
                .body()) {
      world.engine.control().pause();
      Later untilBookmark = (Later) body.next();
      assertThat(body.clock().nanosUntil(untilBookmark.atNanos()))
          .isEqualTo(TimeUnit.SECONDS.toNanos(60));

      world.engine.control().step();

      Chunk event = (Chunk) body.next();
      assertThat(World.summary(World.text(event.bytes()))).containsExactly("MODIFIED 1356");
      assertThat(body.clock().nanosUntil(event.atNanos())).isZero();
      Later again = (Later) body.next();
      world.time.passSeconds(60);
      assertThat(body.clock().nanosUntil(again.atNanos())).isZero();
      assertThat(World.summary(World.text(((Chunk) body.next()).bytes())))
          .containsExactly("BOOKMARK 1356");
    }
  }

  @Test
  void a_slice_bookmark_has_the_empty_members_of_a_slice() throws IOException {
    try (World world = World.shipped(WITH_WATCH_LISTS, "null-endpoints");
        WatchBody body =
            world
                .watch(
                    "/apis/discovery.k8s.io/v1/endpointslices?watch=1&timeoutSeconds=5"
                        + "&resourceVersion=999999&allowWatchBookmarks=1")
                .body()) {
      // A watch from a future version gets no bookmark either.
      assertThat(body.next()).isInstanceOf(Quiet.class);
    }
    try (World world = World.shipped(WITH_WATCH_LISTS, "null-endpoints")) {
      assertThat(
              world.story(
                  "/apis/discovery.k8s.io/v1/endpointslices?watch=1&sendInitialEvents=true"
                      + "&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true"))
          .contains(
              "\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}},"
                  + "\"addressType\":\"\",\"endpoints\":null,\"ports\":null}}\n");
    }
  }

  @Test
  void initial_events_end_with_a_bookmark_that_says_so() throws IOException {
    try (World world = World.shipped(WITH_WATCH_LISTS, "bookmarks")) {
      String asked =
          ENDPOINTS + "?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan";
      String story = world.story(asked + "&allowWatchBookmarks=true");
      assertThat(World.summary(story).subList(0, 3))
          .containsExactly("ADDED 1167", "BOOKMARK 1167", "MODIFIED 1356");
      assertThat(story.lines().toList().get(1))
          .isEqualTo(
              "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Endpoints\",\"apiVersion\":\"v1\","
                  + "\"metadata\":{\"resourceVersion\":\"1167\",\"creationTimestamp\":null,"
                  + "\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}}}}");
      assertThat(World.summary(world.story(asked)).subList(0, 2))
          .as("who takes no bookmarks is told no end")
          .containsExactly("ADDED 1167", "MODIFIED 1356");
    }
  }

  @Test
  void initial_events_not_older_than_a_later_version_are_of_that_version() throws IOException {
    try (World world = World.shipped(WITH_WATCH_LISTS, "one-pod-rollout")) {
      String story =
          world.story(
              ENDPOINTS
                  + "?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
                  + "&allowWatchBookmarks=true&resourceVersion=1367");
      assertThat(World.summary(story).subList(0, 3))
          .containsExactly("ADDED 1367", "BOOKMARK 1367", "MODIFIED 1400");
    }
  }

  @Test
  void a_server_without_watch_lists_refuses_them_so_that_clients_fall_back() throws IOException {
    try (World world =
        World.shipped(
            ReplayOptions.DEFAULTS.withVersion(KubernetesVersion.parse("1.33")),
            "one-pod-rollout")) {
      ApiResponse.Whole refused =
          world.get(
              ENDPOINTS
                  + "?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
                  + "&allowWatchBookmarks=true");

      assertThat(refused.status()).isEqualTo(422);
      assertThat(World.text(refused.body()))
          .contains(
              "sendInitialEvents is forbidden for watch unless the WatchList feature gate is"
                  + " enabled");
    }
  }

  @Test
  void a_watch_of_a_table_is_what_a_real_server_sends() throws IOException {
    CapturedStream table = CapturedStream.named("02-passport-auth/w-field-table");
    CapturedStream plain = CapturedStream.named("02-passport-auth/w-deprecated-one");
    try (World world = World.of(plain.recording(folder))) {
      String story =
          world.story(ENDPOINTS + "?watch=1&timeoutSeconds=205", "Accept: " + table.accept());

      assertThat(withoutAges(story)).isEqualTo(withoutAges(withoutBookmarks(table.bodyText())));
    }
  }

  @Test
  void a_watch_of_metadata_is_what_a_real_server_sends() throws IOException {
    CapturedStream metadata = CapturedStream.named("02-passport-auth/w-field-partialmeta");
    CapturedStream plain = CapturedStream.named("02-passport-auth/w-deprecated-one");
    try (World world = World.of(plain.recording(folder))) {
      String story =
          world.story(ENDPOINTS + "?watch=1&timeoutSeconds=205", "Accept: " + metadata.accept());

      assertThat(story).isEqualTo(withoutBookmarks(metadata.bodyText()));
    }
  }

  @Test
  void ages_are_those_of_the_time_of_the_recording() throws IOException {
    CapturedStream plain = CapturedStream.named("02-passport-auth/w-deprecated-one");
    try (World world = World.of(plain.recording(folder))) {
      String story =
          world.story(
              ENDPOINTS + "?watch=1", "Accept: application/json;as=Table;v=v1;g=meta.k8s.io");
      // As in w-field-table.body.
      assertThat(story)
          .contains(
              "\"10.42.24.2:80\",\"107s\"",
              "\"10.42.24.2:80,10.42.32.6:80\",\"109s\"",
              "\"10.42.32.6:80\",\"116s\"");
    }
  }

  @Test
  void a_timeout_that_is_not_given_is_between_half_an_hour_and_an_hour() throws IOException {
    try (World world = World.shipped("history")) {
      for (String given : List.of("", "&timeoutSeconds=0")) {
        assertThat(world.watch(HIST + given).timeoutNanos())
            .isBetween(TimeUnit.SECONDS.toNanos(1800), TimeUnit.SECONDS.toNanos(3600) - 1);
      }
      assertThat(world.watch(HIST + "&timeoutSeconds=17").timeoutNanos())
          .isEqualTo(TimeUnit.SECONDS.toNanos(17));
      assertThat(world.watch(HIST + "&timeoutSeconds=9223372036854775807").timeoutNanos())
          .isEqualTo(TimeUnit.SECONDS.toNanos(TimeoutSeconds.MAX));
    }
  }

  @Test
  void a_negative_timeout_ends_the_watch_before_it_has_begun() throws IOException {
    try (World world = World.shipped("one-pod-rollout");
        WatchBody body = world.watch(ENDPOINTS + "?watch=1&timeoutSeconds=-1").body()) {
      assertThat(body.next()).isEqualTo(new End(0, Ending.CLEAN));
    }
  }

  @Test
  void a_bare_log_comes_event_by_event_at_once_and_ends_well() throws IOException {
    Path log = folder.resolve("curl.log");
    Files.write(log, recorded("passport-auth"));
    try (World world = World.of(Recording.open(log));
        WatchBody body =
            world
                .watch(
                    "/api/v1/watch/namespaces/default/endpoints/passport-auth?timeoutSeconds=1800")
                .body()) {
      for (String expected :
          List.of(
              "ADDED 229169672",
              "MODIFIED 239536983",
              "MODIFIED 239537249",
              "MODIFIED 239537256")) {
        Chunk event = (Chunk) body.next();
        assertThat(event.atNanos()).isZero();
        assertThat(World.summary(World.text(event.bytes()))).containsExactly(expected);
      }
      assertThat(body.next()).isEqualTo(new End(0, Ending.CLEAN));
    }
  }

  @Test
  void over_a_web_socket_each_event_is_apart() throws IOException {
    try (World world = World.shipped("history");
        WatchBody body =
            world.watch(HIST + "&resourceVersion=62046", "Upgrade: websocket").body()) {
      for (int i = 0; i < 10; i++) {
        assertThat(World.text(((Chunk) body.next()).bytes())).matches("\\{.*\\}\n");
      }
      assertThat(body.next()).isInstanceOf(End.class);
    }
  }

  @Test
  void two_recordings_of_one_cluster_are_served_as_one() throws IOException {
    try (World world = World.of(Recordings.open("passport-auth"), Recordings.open("userdoor"))) {
      assertThat(World.summary(world.story(ENDPOINTS + "?watch=1&timeoutSeconds=9")).subList(0, 3))
          .containsExactly("ADDED 229169672", "ADDED 238857146", "MODIFIED 239536983");
      assertThat(
              World.summary(
                  world.story(
                      "/api/v1/watch/namespaces/default/endpoints/passport-auth?timeoutSeconds=9")))
          .hasSize(4);
      assertThat(World.summary(world.story(ENDPOINTS + "?watch=1&resourceVersion=238857146")))
          .containsExactly("MODIFIED 239536983", "MODIFIED 239537249", "MODIFIED 239537256");
    }
  }

  private static byte[] recorded(String name) throws IOException {
    try (var body = Recordings.open(name).openBody()) {
      return body.readAllBytes();
    }
  }

  private static String withoutBookmarks(String story) {
    return story
        .lines()
        .filter(line -> !line.contains("\"BOOKMARK\""))
        .map(line -> line + "\n")
        .reduce("", String::concat);
  }

  /** Two watches that began within a tenth of a second may round to different seconds. */
  private static String withoutAges(String story) {
    return story.replaceAll("\"[0-9ms]+\"\\],\"object\"", "\"AGE\"],\"object\"");
  }
}
