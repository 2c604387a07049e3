package dev.watchstream.replay.history;

import static dev.watchstream.replay.testing.Bodies.event;
import static dev.watchstream.replay.testing.Bodies.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.Recordings;
import dev.watchstream.replay.resource.Resources;
import dev.watchstream.replay.testing.Bodies;
import dev.watchstream.replay.testing.Bodies.At;
import dev.watchstream.replay.testing.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  private static final String ENDPOINTS = "/api/v1/namespaces/default/endpoints";

  @TempDir Path folder;

  @Test
  void objects_that_come_at_once_were_there_and_those_that_come_later_are_new() throws IOException {
    assertThat(initial(added(0.1, "b", 9), added(0.2, "a", 5), added(3, "c", 12)))
        .containsExactly("b", "a");
  }

  @Test
  void an_object_that_comes_late_but_out_of_order_was_there_too() throws IOException {
    assertThat(initial(added(0.1, "b", 9), added(4, "a", 5), added(8, "c", 12)))
        .containsExactly("b", "a");
  }

  @Test
  void nothing_was_there_when_the_first_object_comes_late() throws IOException {
    assertThat(initial(added(2.9, "a", 5))).isEmpty();
  }

  @Test
  void an_object_that_comes_again_is_news() throws IOException {
    assertThat(initial(added(0, "a", 5), added(0, "a", 6), added(0, "b", 7))).containsExactly("a");
  }

  @Test
  void a_list_is_continued_by_the_watch_that_was_made_from_it() throws IOException {
    Path list = folder.resolve("list.json");
    Files.writeString(
        list,
        "{\"kind\":\"EndpointsList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"62046\"},\"items\":["
            + "{\"metadata\":{\"name\":\"hist\",\"namespace\":\"default\",\"resourceVersion\":\"60000\"}}]}");
    try (World world = World.of(Recording.open(list), Recordings.open("history"))) {
      assertThat(World.summary(world.story(ENDPOINTS + "?watch=1&resourceVersion=62046")))
          .startsWith("ADDED 62047", "MODIFIED 62048")
          .hasSize(10);
      assertThat(world.text(ENDPOINTS)).contains("\"resourceVersion\":\"62046\"},\"items\":[{");
    }
  }

  @Test
  void endpoints_and_a_slice_of_one_name_are_two_objects() throws IOException {
    Path both = folder.resolve("both.json");
    Files.writeString(
        both,
        "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"items\":["
            + object("a", 5, "x")
            + ","
            + object("a", 6, "x")
                .replace("Endpoints", "EndpointSlice")
                .replace("\"v1\"", "\"discovery.k8s.io/v1\"")
            + "]}");
    try (World world = World.of(Recording.open(both))) {
      assertThat(world.text(ENDPOINTS)).contains("\"name\":\"a\"", "\"resourceVersion\":\"5\"");
      assertThat(world.text("/apis/discovery.k8s.io/v1/endpointslices"))
          .contains("\"name\":\"a\"", "\"resourceVersion\":\"6\"");
    }
  }

  @Test
  void two_recordings_of_one_object_are_refused_by_their_names() {
    assertThatThrownBy(
            () -> World.of(Recordings.open("passport-auth"), Recordings.open("one-pod-rollout")))
        .isInstanceOf(UnservableRecordingException.class)
        .hasMessage(
            "recordings passport-auth and one-pod-rollout both tell of endpoints"
                + " default/passport-auth: serve them by two servers");
  }

  @Test
  void recordings_that_were_made_together_keep_their_order() throws IOException {
    Recording one =
        Bodies.watch(
            folder,
            "one",
            added(0, "a", 5),
            new At(10, event("MODIFIED", object("a", 7, "x"))),
            new At(20, event("MODIFIED", object("a", 9, "x"))));
    Recording two =
        Bodies.watch(
            folder, "two", added(0, "b", 6), new At(9.9, event("MODIFIED", object("b", 8, "x"))));
    try (World world = World.of(one, two)) {
      assertThat(World.summary(world.story(ENDPOINTS + "?watch=1")))
          .containsExactly("ADDED 5", "ADDED 6", "MODIFIED 7", "MODIFIED 8", "MODIFIED 9");
    }
  }

  @Test
  void endpoints_and_slices_of_one_rollout_are_served_together() throws IOException {
    try (World world =
        World.of(Recordings.open("one-pod-rollout"), Recordings.open("null-endpoints"))) {
      assertThat(world.story(ENDPOINTS + "?watch=1&timeoutSeconds=205")).hasLineCount(43);
      assertThat(world.story("/apis/discovery.k8s.io/v1/endpointslices?watch=1&resourceVersion=0"))
          .hasLineCount(41);
    }
  }

  private static At added(double seconds, String name, int version) {
    return new At(seconds, event("ADDED", object(name, version, "x")));
  }

  private List<String> initial(At... chunks) throws IOException {
    try (History history = History.of(List.of(Bodies.watch(folder, "made", chunks)), false)) {
      return history
          .of(Objects.requireNonNull(history.served().of(Resources.ENDPOINTS)))
          .initial()
          .stream()
          .map(first -> first.object().key().name())
          .toList();
    }
  }
}
