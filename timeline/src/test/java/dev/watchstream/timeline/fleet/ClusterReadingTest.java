package dev.watchstream.timeline.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchstream.fixtures.FileTree;
import dev.watchstream.fixtures.RecordedCluster;
import dev.watchstream.fixtures.RecordedClusters;
import dev.watchstream.fixtures.RecordingInfo;
import dev.watchstream.fixtures.RecordingInfo.Ended;
import dev.watchstream.fixtures.RecordingInfo.Request;
import dev.watchstream.fixtures.RecordingInfo.Response;
import dev.watchstream.fixtures.RecordingWriter;
import dev.watchstream.fixtures.Recordings;
import dev.watchstream.parser.rollout.Rollout;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterReadingTest {

  @TempDir Path root;

  /**
   * Four recordings of one cluster: a complete one, a torn one, one after a gap, and one that
   * continues that.
   */
  @BeforeEach
  void record() throws IOException {
    String[] events = lines("passport-auth");
    part("a", 1, null, events[0], events[1]);
    part("b", 2, null, events[2], "{\"type\":\"MODIFIED\",");
    part("c", 3, null, events[2]);
    part("d", 4, version(events[2]), events[3]);
  }

  @Test
  void it_goes_on_from_every_place_as_it_would_have_gone_on() throws IOException {
    List<ClusterEvent> all = new ArrayList<>();
    List<ClusterPosition> places = new ArrayList<>();
    ClusterReading whole = new ClusterReading(tree(), cluster(), bytes -> {});
    places.add(whole.position());
    for (ClusterEvent event = whole.next(); event != null; event = whole.next()) {
      all.add(event);
      places.add(whole.position());
    }
    assertThat(all).hasSize(6);
    assertThat(all.get(3)).isInstanceOf(ClusterEvent.Unreadable.class);
    assertThat(places).extracting(ClusterPosition::part).contains(0, 1, 2, 3);
    for (int i = 0; i < places.size(); i++) {
      ClusterReading resumed = ClusterReading.resume(tree(), cluster(), places.get(i));
      assertThat(resumed.position()).isEqualTo(places.get(i));
      assertThat(rest(resumed)).isEqualTo(all.subList(i, all.size()));
    }
  }

  @Test
  void a_recording_that_is_not_what_it_was_is_no_place_to_go_on_from() {
    ClusterPosition tooFar = new ClusterPosition(0, 0, 0, null, 3);
    assertThatThrownBy(() -> ClusterReading.resume(tree(), cluster(), tooFar))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cluster: recording 1 of 4 is shorter than when it was first read");
  }

  @Test
  void a_slice_that_names_another_service_is_gone_from_the_one_before() throws IOException {
    String slice =
        "{\"type\":\"ADDED\",\"object\":{\"kind\":\"EndpointSlice\",\"metadata\":{\"name\":\"one\","
            + "\"labels\":{\"kubernetes.io/service-name\":\"%s\"}},\"endpoints\":[]}}\n";
    part("e", 5, null, slice.formatted("a"), slice.formatted("b"));
    List<ClusterEvent> all = rest(new ClusterReading(tree(), cluster(), bytes -> {}));
    assertThat(all.subList(all.size() - 3, all.size()))
        .extracting(event -> ((ClusterEvent.Changed) event).change())
        .extracting(change -> change.type() + " " + change.service().name())
        .containsExactly("ADDED a", "DELETED a", "ADDED b");
  }

  @Test
  void a_rollout_of_which_nothing_is_heard_after_a_gap_has_the_gap() throws IOException {
    part("e", 5, null, lines("passport-auth")[0], lines("passport-auth")[1]);
    String other = lines("passport-auth")[0].replace("passport-auth", "another");
    part("f", 6, null, other);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    ClusterRows<Rollout> rows =
        new ClusterRows<>(
            Report.ROLLOUTS, row -> RowFormat.NDJSON.row(Report.ROLLOUTS.columns(), row, text));
    ClusterReading reading = new ClusterReading(tree(), cluster(), bytes -> {});
    for (ClusterEvent event : rest(reading)) {
      if (event instanceof ClusterEvent.Changed changed) {
        rows.accept(changed);
      }
    }
    text.reset();
    rows.end(reading.gaps());
    assertThat(text.toString(StandardCharsets.UTF_8))
        .contains("passport-auth")
        .endsWith(",\"gaps\":1}\n");
  }

  @Test
  void a_story_that_is_written_and_read_after_each_change_tells_the_same() throws IOException {
    for (Report<?> report : Report.all()) {
      assertThat(tell(report, true)).isEqualTo(tell(report, false));
    }
    assertThat(tell(Report.ROLLOUTS, true)).hasSize(1);
    assertThat(tell(Report.CHURN, true)).hasSize(1);
  }

  private <F> List<String> tell(Report<F> report, boolean isWritten) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    Rows<F> rows = row -> RowFormat.NDJSON.row(report.columns(), row, text);
    Map<String, ServiceStory> stories = new LinkedHashMap<>();
    for (ClusterEvent event : rest(new ClusterReading(tree(), cluster(), bytes -> {}))) {
      if (event instanceof ClusterEvent.Changed changed) {
        String name = changed.change().service().toString();
        ServiceStory story =
            stories.computeIfAbsent(
                name, key -> new ServiceStory(event.cluster(), changed.change().service()));
        story.accept(changed, report, rows);
        stories.put(name, isWritten ? copy(story) : story);
      }
    }
    for (ServiceStory story : stories.values()) {
      story.underWay(report, rows);
    }
    return text.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static ServiceStory copy(ServiceStory story) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    story.writeTo(new DataOutputStream(bytes));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    ServiceStory read = ServiceStory.readFrom(in);
    assertThat(in.available()).isZero();
    return read;
  }

  private static List<ClusterEvent> rest(ClusterReading reading) {
    List<ClusterEvent> rest = new ArrayList<>();
    for (ClusterEvent event = reading.next(); event != null; event = reading.next()) {
      rest.add(event);
    }
    return rest;
  }

  private FileTree tree() {
    return FileTree.of(root);
  }

  private RecordedCluster cluster() throws IOException {
    return RecordedClusters.find(tree()).clusters().get(0);
  }

  private void part(String name, int second, String resumedFrom, String... events)
      throws IOException {
    RecordingInfo info =
        RecordingInfo.of(
            new Request("GET", "/api/v1/endpoints", "watch=true"),
            new Response(200, List.of()),
            null,
            Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second));
    Path folder = Files.createDirectories(root.resolve("cluster")).resolve(name);
    try (RecordingWriter writer = RecordingWriter.create(folder, info)) {
      if (resumedFrom != null) {
        writer.segment("watch=true", resumedFrom);
      }
      for (String event : events) {
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        writer.append(5, bytes, 0, bytes.length);
      }
      writer.close(Ended.CUT);
    }
  }

  private static String[] lines(String name) throws IOException {
    try (InputStream body = Recordings.open(name).openBody()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8).split("(?<=\n)");
    }
  }

  private static String version(String event) {
    return event.replaceAll("(?s).*?\"resourceVersion\":\"([0-9]+)\".*", "$1");
  }
}
