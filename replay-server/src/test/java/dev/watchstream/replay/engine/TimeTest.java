package dev.watchstream.replay.engine;

import static dev.watchstream.replay.testing.Bodies.event;
import static dev.watchstream.replay.testing.Bodies.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchstream.fixtures.Recording;
import dev.watchstream.replay.api.Frame.Chunk;
import dev.watchstream.replay.api.Frame.Quiet;
import dev.watchstream.replay.api.WatchBody;
import dev.watchstream.replay.engine.ReplayOptions.Clock;
import dev.watchstream.replay.model.Speed;
import dev.watchstream.replay.testing.Bodies;
import dev.watchstream.replay.testing.Bodies.At;
import dev.watchstream.replay.testing.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeTest {
  private static final String ENDPOINTS = "/api/v1/namespaces/default/endpoints";
  private static final long SECOND = 1_000_000_000;

  @TempDir Path folder;
  private Recording recording;

  /**
   * Objects a, which is modified, deleted and created again, b, which is created, and c, deleted.
   */
  @BeforeEach
  void record() throws IOException {
    recording =
        Bodies.watch(
            folder,
            "story",
            new At(0, event("ADDED", object("a", 20, "x"))),
            new At(0, event("ADDED", object("c", 10, "x"))),
            new At(
                9,
                "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Endpoints\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"25\"}}}\n"),
            new At(10, event("MODIFIED", object("a", 31, "y"))),
            new At(20, event("ADDED", object("b", 32, "x"))),
            new At(30, event("DELETED", object("c", 35, "x"))),
            new At(40, event("DELETED", object("a", 40, "y"))),
            new At(50, event("ADDED", object("default", "a", "uid-other", 42, "x"))));
  }

  @Test
  void speed_divides_the_time_that_is_left() throws IOException {
    try (World world = world(ReplayOptions.DEFAULTS.withSpeed(new Speed(4)));
        WatchBody body = world.watch(ENDPOINTS + "?watch=1&resourceVersion=20").body()) {
      Chunk first = (Chunk) body.next();
      assertThat(body.clock().nanosUntil(first.atNanos())).isEqualTo(10 * SECOND / 4);
      world.time.passSeconds(1);
      assertThat(body.clock().nanosUntil(first.atNanos())).isEqualTo(6 * SECOND / 4);
      world.engine.control().setSpeed(Speed.MAX);
      assertThat(body.clock().nanosUntil(first.atNanos())).isZero();
      assertThat(body.clock().nanosUntil(Long.MAX_VALUE - 1)).isZero();
    }
  }

  @Test
  void a_pause_stops_time_and_tells_who_waits() throws IOException {
    try (World world = world(ReplayOptions.DEFAULTS);
        WatchBody body = world.watch(ENDPOINTS + "?watch=1&resourceVersion=20").body()) {
      AtomicInteger told = new AtomicInteger();
      Runnable off = body.clock().onChange(told::incrementAndGet);
      world.time.passSeconds(4);
      world.engine.control().pause();
      assertThat(told).hasValue(1);
      assertThat(body.clock().nanosUntil(10 * SECOND)).isEqualTo(Long.MAX_VALUE);
      assertThat(body.clock().nanosUntil(4 * SECOND)).isZero();
      world.time.passSeconds(100);
      world.engine.control().resume();
      assertThat(told).hasValue(2);
      assertThat(body.clock().nanosUntil(10 * SECOND)).isEqualTo(6 * SECOND);
      off.run();
      world.engine.control().pause();
      assertThat(told).hasValue(2);
    }
  }

  @Test
  void a_step_goes_to_the_next_event_of_each_watch_and_stands_still() throws IOException {
    try (World world = world(ReplayOptions.DEFAULTS.withStartPaused(true));
        WatchBody body = world.watch(ENDPOINTS + "?watch=1&resourceVersion=20").body()) {
      for (long at : List.of(10, 20, 30)) {
        Chunk event = (Chunk) body.next();
        assertThat(event.atNanos()).isEqualTo(at * SECOND);
        assertThat(body.clock().nanosUntil(event.atNanos())).isEqualTo(Long.MAX_VALUE);
        world.engine.control().step();
        assertThat(body.clock().nanosUntil(event.atNanos())).isZero();
      }
      assertThat(world.engine.control().isPaused()).isTrue();
    }
  }

  @Test
  void a_pause_at_full_speed_stands_where_the_story_was_told_to() throws IOException {
    try (World world = world(ReplayOptions.DEFAULTS.withSpeed(Speed.MAX));
        WatchBody body = world.watch(ENDPOINTS + "?watch=1&resourceVersion=20").body()) {
      Chunk first = (Chunk) body.next();
      assertThat(body.clock().nanosUntil(first.atNanos())).isZero();
      world.engine.control().pause();
      Chunk second = (Chunk) body.next();
      assertThat(body.clock().nanosUntil(second.atNanos())).isEqualTo(Long.MAX_VALUE);
    }
  }

  @Test
  void seeking_forward_makes_what_lies_between_due() throws IOException {
    try (World world = world(ReplayOptions.DEFAULTS);
        WatchBody body = world.watch(ENDPOINTS + "?watch=1&resourceVersion=20").body()) {
      world.engine.control().seek(Duration.ofSeconds(25));
      assertThat(body.clock().nanosUntil(20 * SECOND)).isZero();
      assertThat(body.clock().nanosUntil(30 * SECOND)).isEqualTo(5 * SECOND);
      assertThatThrownBy(() -> world.engine.control().seek(Duration.ofSeconds(-1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_closed_watch_is_steered_no_more() throws IOException {
    try (World world = world(ReplayOptions.DEFAULTS)) {
      WatchBody body = world.watch(ENDPOINTS + "?watch=1&resourceVersion=20").body();
      body.close();
      body.close();
      world.engine.control().pause();
      assertThat(body.clock().nanosUntil(10 * SECOND)).isEqualTo(10 * SECOND);
    }
  }

  @Test
  void with_a_shared_clock_lists_show_what_has_happened_so_far() throws IOException {
    try (World world = world(ReplayOptions.DEFAULTS.withClock(Clock.SHARED))) {
      assertThat(names(world)).isEqualTo("20: a@20 c@10");
      world.time.passSeconds(10);
      assertThat(names(world)).isEqualTo("31: a@31 c@10");
      world.time.passSeconds(25);
      assertThat(names(world)).isEqualTo("35: a@31 b@32");
      assertThat(world.get(ENDPOINTS + "/c").status()).isEqualTo(404);
      world.engine.control().seek(Duration.ofSeconds(20));
      assertThat(names(world)).isEqualTo("32: a@31 b@32 c@10");
      world.engine.control().setSpeed(Speed.MAX);
      assertThat(names(world)).isEqualTo("42: a@42 b@32");
    }
  }

  @Test
  void with_a_shared_clock_what_was_shown_at_full_speed_is_not_taken_back() throws IOException {
    ReplayOptions fast = ReplayOptions.DEFAULTS.withClock(Clock.SHARED).withSpeed(Speed.MAX);
    try (World world = world(fast)) {
      assertThat(names(world)).isEqualTo("42: a@42 b@32");
      world.engine.control().pause();
      assertThat(names(world)).isEqualTo("42: a@42 b@32");
      assertThat(world.engine.control().position()).isEqualTo(Duration.ofSeconds(50));
      world.engine.control().step();
      assertThat(names(world)).isEqualTo("42: a@42 b@32");
    }
    try (World world = world(fast)) {
      world.engine.control().setSpeed(Speed.RECORDED);
      assertThat(names(world)).isEqualTo("42: a@42 b@32");
      world.engine.control().seek(Duration.ofSeconds(10));
      assertThat(names(world)).isEqualTo("31: a@31 c@10");
    }
  }

  @Test
  void with_a_shared_clock_a_watch_begins_with_what_is_there_and_goes_on_live() throws IOException {
    try (World world = world(ReplayOptions.DEFAULTS.withClock(Clock.SHARED))) {
      world.time.passSeconds(33);
      try (WatchBody body = world.watch(ENDPOINTS + "?watch=1").body()) {
        assertThat(next(body)).isEqualTo("ADDED 31 in 0");
        assertThat(next(body)).isEqualTo("ADDED 32 in 0");
        assertThat(next(body)).isEqualTo("DELETED 40 in 7");
        assertThat(next(body)).isEqualTo("ADDED 42 in 17");
        assertThat(body.next()).isInstanceOf(Quiet.class);
      }
      try (WatchBody body = world.watch(ENDPOINTS + "?watch=1&resourceVersion=31").body()) {
        assertThat(next(body)).isEqualTo("ADDED 32 in 0");
        assertThat(next(body)).isEqualTo("DELETED 35 in 0");
        assertThat(next(body)).isEqualTo("DELETED 40 in 7");
      }
    }
  }

  @Test
  void with_a_shared_clock_a_version_that_is_still_to_come_is_in_the_future() throws IOException {
    try (World world = world(ReplayOptions.DEFAULTS.withClock(Clock.SHARED))) {
      assertThat(world.get(ENDPOINTS + "?resourceVersion=35").status()).isEqualTo(504);
      try (WatchBody body = world.watch(ENDPOINTS + "?watch=1&resourceVersion=35").body()) {
        assertThat(next(body)).isEqualTo("DELETED 40 in 40");
      }
      world.engine.control().step();
      assertThat(names(world)).startsWith("31:");
      world.time.passSeconds(99);
      assertThat(names(world)).startsWith("31:");
      world.engine.control().step();
      assertThat(names(world)).startsWith("32:");
    }
  }

  @Test
  void with_its_own_clock_each_client_finds_the_cluster_where_it_left_it() throws IOException {
    try (World world = world(ReplayOptions.DEFAULTS)) {
      world.time.passSeconds(1000);
      assertThat(names(world)).isEqualTo("20: a@20 c@10");
      assertThat(list(world, "?resourceVersion=35")).isEqualTo("35: a@31 b@32");
      assertThat(list(world, "?resourceVersion=35&resourceVersionMatch=Exact"))
          .isEqualTo("35: a@31 b@32");
      assertThat(list(world, "?resourceVersion=31&resourceVersionMatch=NotOlderThan"))
          .isEqualTo("31: a@31 c@10");
      assertThat(world.get(ENDPOINTS + "/b").status()).isEqualTo(404);
      assertThat(world.get(ENDPOINTS + "/b?resourceVersion=35").status()).isEqualTo(200);
      assertThat(world.get(ENDPOINTS + "?resourceVersion=43").status()).isEqualTo(504);
    }
  }

  @Test
  void a_loop_brings_the_objects_back_under_versions_that_only_rise() throws IOException {
    try (World world = world(ReplayOptions.DEFAULTS.withLoop(true));
        WatchBody body = world.watch(ENDPOINTS + "?watch=1&timeoutSeconds=9").body()) {
      List<String> told = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Chunk chunk = (Chunk) body.next();
        told.add(
            chunk.atNanos() / SECOND
                + " "
                + World.text(chunk.bytes())
                    .strip()
                    .replaceFirst(
                        "^\\{\"type\":\"([A-Z]+)\".*\"name\":\"(\\w+)\".*\"uid\":\"([\\w-]+)\""
                            + ".*\"resourceVersion\":\"(\\d+)\".*",
                        "$1 $2 $3 $4"));
      }
      assertThat(told)
          .containsExactly(
              "0 ADDED a uid-a 20",
              "0 ADDED c uid-c 10",
              "10 MODIFIED a uid-a 31",
              "20 ADDED b uid-b 32",
              "30 DELETED c uid-c 35",
              "40 DELETED a uid-a 40",
              "50 ADDED a uid-other 42",
              "51 DELETED a uid-other 43",
              "51 DELETED b uid-b 44",
              "51 ADDED c uid-c 45",
              "51 ADDED a uid-a 55",
              "61 MODIFIED a uid-a 66",
              "71 ADDED b uid-b 67",
              "81 DELETED c uid-c 70",
              "91 DELETED a uid-a 75",
              "101 ADDED a uid-other 77",
              "102 DELETED a uid-other 78",
              "102 DELETED b uid-b 79",
              "102 ADDED c uid-c 80",
              "102 ADDED a uid-a 90");
    }
  }

  @Test
  void a_loop_is_resumed_and_listed_in_any_lap() throws IOException {
    try (World world = world(ReplayOptions.DEFAULTS.withLoop(true))) {
      assertThat(list(world, "?resourceVersion=67")).isEqualTo("67: a@66 b@67 c@45");
      assertThat(list(world, "?resourceVersion=43")).isEqualTo("43: b@32");
      assertThat(list(world, "?resourceVersion=45")).isEqualTo("45: c@45");
      try (WatchBody body = world.watch(ENDPOINTS + "?watch=1&resourceVersion=67").body()) {
        assertThat(next(body)).isEqualTo("DELETED 70 in 10");
      }
      try (WatchBody body =
          world.watch(ENDPOINTS + "?watch=1&resourceVersion=67&labelSelector=l%3Dy").body()) {
        assertThat(next(body)).isEqualTo("DELETED 75 in 20");
        assertThat(next(body)).isEqualTo("ADDED 101 in 41");
      }
      try (WatchBody body = world.watch(ENDPOINTS + "?watch=1&labelSelector=l%3Dnone").body()) {
        assertThat(body.next()).isInstanceOf(Quiet.class);
      }
    }
  }

  @Test
  void a_version_that_no_lap_reaches_for_centuries_is_waited_for_in_silence() throws IOException {
    for (Clock clock : Clock.values()) {
      try (World world = world(ReplayOptions.DEFAULTS.withLoop(true).withClock(clock));
          WatchBody body =
              world.watch(ENDPOINTS + "?watch=1&resourceVersion=999999999999999999").body()) {
        assertThat(body.next()).as(clock.name()).isInstanceOf(Quiet.class);
        assertThat(world.get(ENDPOINTS + "?resourceVersion=999999999999999999").status())
            .isEqualTo(504);
      }
    }
  }

  @Test
  void a_shared_clock_loops_the_cluster() throws IOException {
    try (World world = world(ReplayOptions.DEFAULTS.withLoop(true).withClock(Clock.SHARED))) {
      world.time.passSeconds(51 + 25);
      assertThat(names(world)).isEqualTo("67: a@66 b@67 c@45");
    }
    assertThatThrownBy(
            () ->
                ReplayOptions.DEFAULTS.withLoop(true).withClock(Clock.SHARED).withSpeed(Speed.MAX))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void speeds_are_read_as_people_write_them() {
    assertThat(Speed.parse("2")).isEqualTo(new Speed(2));
    assertThat(Speed.parse("0.5x")).isEqualTo(new Speed(0.5));
    assertThat(Speed.parse("MAX")).isEqualTo(Speed.MAX);
    for (String bad : List.of("0", "0.05", "1001", "-1", "fast", "", "NaN", "Infinity")) {
      assertThatThrownBy(() -> Speed.parse(bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private World world(ReplayOptions options) throws IOException {
    return World.of(options, recording);
  }

  private static String names(World world) {
    return list(world, "");
  }

  private static String list(World world, String query) {
    String list = world.text(ENDPOINTS + query);
    StringBuilder names =
        new StringBuilder(list.replaceFirst("(?s).*?\"resourceVersion\":\"(\\d+)\".*", "$1") + ":");
    Matcher item =
        Pattern.compile("\"name\":\"(\\w+)\".*?\"resourceVersion\":\"(\\d+)\"").matcher(list);
    while (item.find()) {
      names.append(' ').append(item.group(1)).append('@').append(item.group(2));
    }
    return names.toString();
  }

  /** Such as {@code ADDED 20 in 3}, seconds from now. */
  private static String next(WatchBody body) {
    Chunk chunk = (Chunk) body.next();
    return World.summary(World.text(chunk.bytes())).get(0)
        + " in "
        + body.clock().nanosUntil(chunk.atNanos()) / SECOND;
  }
}
