package dev.watchstream.replay.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.Recordings;
import dev.watchstream.replay.api.ObjectKey;
import dev.watchstream.replay.resource.Resources;
import dev.watchstream.replay.testing.Bodies;
import dev.watchstream.replay.testing.World;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamReaderTest {
  private static final String EVENT = Bodies.event("ADDED", Bodies.object("a", 7, "x"));

  @TempDir Path folder;

  @Test
  void events_are_found_where_they_stand_with_what_identifies_them() throws IOException {
    RecordedStream stream = read(EVENT + Bodies.event("DELETED", Bodies.object("a", 9, "y")));

    assertThat(stream.watch()).isTrue();
    assertThat(stream.events())
        .extracting(RecordedEvent::type)
        .containsExactly(WatchEventType.ADDED, WatchEventType.DELETED);
    RecordedEvent first = stream.events().get(0);
    assertThat(first.start()).isZero();
    assertThat(first.end()).isEqualTo(EVENT.length());
    assertThat(first.line()).isTrue();
    StoredObject object = first.object();
    assertThat(object.key()).isEqualTo(new ObjectKey("default", "a"));
    assertThat(object.uid()).isEqualTo("uid-a");
    assertThat(object.labels()).containsEntry("l", "x");
    assertThat(text(stream, object.start(), object.end())).isEqualTo(Bodies.object("a", 7, "x"));
    assertThat(text(stream, object.versionStart(), object.versionEnd())).isEqualTo("7");
  }

  @Test
  void an_event_is_due_when_its_last_byte_arrived() throws IOException {
    Recording recording =
        Bodies.watch(
            folder,
            "split",
            new Bodies.At(1, EVENT.substring(0, 30)),
            new Bodies.At(2, EVENT.substring(30) + EVENT.substring(0, 10)),
            new Bodies.At(3, EVENT.substring(10)));

    assertThat(StreamReader.read(recording).events())
        .extracting(RecordedEvent::atNanos)
        .containsExactly(2_000_000_000L, 3_000_000_000L);
  }

  @Test
  void a_byte_order_mark_pretty_print_and_members_in_any_order_are_read() throws IOException {
    RecordedStream stream =
        read(
            "\uFEFF{\n  \"object\": {\n    \"metadata\": {\"resourceVersion\": \"12\",\n \"name\": \"ä\"},"
                + "\n \"apiVersion\": \"v1\", \"kind\": \"Endpoints\"\n  },\n  \"type\": \"ADDED\"\n}\r\n");

    RecordedEvent event = stream.events().get(0);
    assertThat(event.line()).isFalse();
    assertThat(event.object().key()).isEqualTo(new ObjectKey("", "ä"));
    assertThat(text(stream, event.object().versionStart(), event.object().versionEnd()))
        .isEqualTo("12");
    assertThat(text(stream, event.object().start(), event.object().end()))
        .startsWith("{\n    \"metadata\"")
        .endsWith("\"Endpoints\"\n  }");
  }

  @Test
  void the_items_of_a_list_are_of_the_kind_that_the_list_tells_even_when_it_tells_it_last()
      throws IOException {
    RecordedStream stream =
        read(
            "{\"items\":[{\"metadata\":{\"name\":\"a\",\"namespace\":\"n\",\"resourceVersion\":\"3\"}}],"
                + "\"metadata\":{\"resourceVersion\":\"40\"},"
                + "\"apiVersion\":\"discovery.k8s.io/v1\",\"kind\":\"EndpointSliceList\"}");

    assertThat(stream.watch()).isFalse();
    assertThat(stream.listVersion()).isEqualTo(40);
    StoredObject item = stream.events().get(0).object();
    assertThat(item.groupVersionKind()).isEqualTo(Resources.ENDPOINT_SLICES);
    assertThat(item.named()).isFalse();
  }

  @Test
  void objects_one_after_another_are_versions_of_one() throws IOException {
    assertThat(read(Bodies.object("a", 1, "x") + "\n" + Bodies.object("a", 2, "x")).events())
        .extracting(RecordedEvent::type)
        .containsExactly(WatchEventType.ADDED, WatchEventType.MODIFIED);
  }

  @Test
  void a_stream_that_was_cut_at_any_byte_is_read_to_its_last_whole_event() throws IOException {
    String second =
        Bodies.event(
            "MODIFIED", "{\"x\":true,\"y\":-1.5e3," + Bodies.object("a", 8, "é").substring(1));
    byte[] whole = (EVENT + second).getBytes(StandardCharsets.UTF_8);
    for (int length = EVENT.length(); length < whole.length; length++) {
      Path file = folder.resolve("cut.log");
      Files.write(file, Arrays.copyOf(whole, length));
      boolean complete = length == whole.length - 1;
      assertThat(StreamReader.read(Recording.open(file)).events())
          .as("cut at %d", length)
          .hasSize(complete ? 2 : 1);
    }
  }

  @Test
  void a_compressed_body_is_read() throws IOException {
    Path file = folder.resolve("body.log.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(EVENT.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(StreamReader.read(Recording.open(file)).events()).hasSize(1);
  }

  @Test
  void the_rollout_of_a_thousand_pods_is_read_and_none_of_it_kept_on_the_heap() throws IOException {
    RecordedStream stream = StreamReader.read(Recordings.open("fleet-rollout"));
    assertThat(stream.body().length()).isEqualTo(194_730_804);
    assertThat(stream.body().slice(0, 1).isDirect()).isTrue();
    assertThat(stream.events()).hasSize(992);
    // Labels hardly ever change: all versions share one map.
    assertThat(
            stream.events().stream()
                .filter(e -> e.object() != null)
                .map(e -> System.identityHashCode(e.object().labels()))
                .distinct())
        .hasSizeLessThan(4);
  }

  @Test
  void whatever_json_a_body_holds_is_served_or_refused() throws IOException {
    String event =
        "{\"type\":\"ADDED\",\"object\":{\"kind\":\"Endpoints\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"a\","
            + "\"namespace\":\"default\",\"uid\":\"u\",\"resourceVersion\":\"7\",\"creationTimestamp\":\"2026-01-01T00:00:00Z\","
            + "\"labels\":{\"l\":\"x\"}},\"subsets\":[{\"addresses\":[{\"ip\":\"1.1.1.1\"}],\"ports\":[{\"port\":80}]}],"
            + "\"items\":[{\"metadata\":{}}],\"addressType\":\"IPv4\",\"endpoints\":[{\"addresses\":[\"1\"]}],\"ports\":[{\"port\":1}]}}\n";
    String[] values = {
      "null", "[]", "{}", "[null]", "[[]]", "[{}]", "[1,{\"a\":[]}]", "7", "\"\"", "true"
    };
    Pattern value = Pattern.compile("(?<=:)(\"[^\"]*\"|\\d+|\\{(?=\")|\\[(?=[{\"]))");
    Matcher matcher = value.matcher(event);
    int served = 0;
    while (matcher.find()) {
      for (String other : values) {
        String changed =
            event.substring(0, matcher.start())
                + other
                + event.substring(endOfValue(event, matcher.start()));
        Path file = folder.resolve("odd.log");
        Files.writeString(file, changed);
        try (World world = World.of(Recording.open(file))) {
          for (String accept : List.of("*/*", "application/json;as=Table;v=v1;g=meta.k8s.io")) {
            world.get("/api/v1/endpoints", "Accept: " + accept);
            world.get("/api/v1/namespaces/default/endpoints/a?pretty=true", "Accept: " + accept);
            world.story("/api/v1/endpoints?watch=1&resourceVersion=1", "Accept: " + accept);
            world.story("/api/v1/endpoints?watch=1&allowWatchBookmarks=1", "Accept: " + accept);
          }
          served++;
        } catch (UnservableRecordingException e) {
          assertThat(e).hasMessageStartingWith("recording odd cannot be served: ");
        }
      }
    }
    assertThat(served).isGreaterThan(100);
  }

  private static int endOfValue(String json, int start) {
    int depth = 0;
    for (int i = start; ; i++) {
      char c = json.charAt(i);
      if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
        if (depth <= 0) {
          return depth == 0 ? i + 1 : i;
        }
      } else if (c == ',' && depth == 0) {
        return i;
      }
    }
  }

  @Test
  void what_is_no_recording_of_endpoints_is_refused_with_a_way_out() throws IOException {
    assertRefused(
        Bodies.event("ADDED", Bodies.object("a", 1, "x").replace("Endpoints", "")),
        "the object at byte 25 has no kind or no apiVersion");
    assertRefused("首先\n" + EVENT, "near byte 2 it is not JSON");
    assertRefused(EVENT + "remark\n" + EVENT, "byte ", "LogImport");
    assertRefused("[1]", "byte 0 is no JSON object");
    assertRefused(
        Bodies.event("ADDED", Bodies.object("a", 1, "x").replace("\"1\"", "\"abc\"")),
        "the object at byte 25 has no numeric resourceVersion");
    assertRefused(
        Bodies.event("ADDED", Bodies.object("a", 1, "x").replace("\"name\"", "\"title\"")),
        "has no name");
    assertRefused("{\"a\":" + "[".repeat(5000), "over a limit");
  }

  private void assertRefused(String body, String... says) throws IOException {
    assertThatThrownBy(() -> read(body))
        .isInstanceOf(UnservableRecordingException.class)
        .hasMessageStartingWith("recording body cannot be served: ")
        .satisfies(e -> assertThat(e.getMessage()).contains(List.of(says)));
  }

  private RecordedStream read(String body) throws IOException {
    Path file = folder.resolve("body.log");
    Files.writeString(file, body);
    return StreamReader.read(Recording.open(file));
  }

  private static String text(RecordedStream stream, int start, int end) {
    return new String(stream.body().copy(start, end), StandardCharsets.UTF_8);
  }
}
