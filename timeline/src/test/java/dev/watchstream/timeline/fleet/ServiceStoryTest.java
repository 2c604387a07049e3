package dev.watchstream.timeline.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchstream.fixtures.Recordings;
import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.rollout.EndpointsChange;
import dev.watchstream.parser.rollout.EndpointsChanges;
import dev.watchstream.parser.stream.EndpointsParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A story in the middle of a rollout continues in another process, or in another release. */
class ServiceStoryTest {

  /** The bytes that version 1 wrote for {@link #inTheMiddle}. */
  private static final String VERSION_1 = "service-story-1.bin";

  @Test
  void bytes_of_version_1_go_on_in_this_release() throws IOException {
    try (InputStream in = getClass().getResourceAsStream(VERSION_1)) {
      ServiceStory restored = ServiceStory.readFrom(new DataInputStream(in));
      assertThat(restored.lastChange()).as("version 1 did not have it").isNull();
      ServiceStory expected = inTheMiddle();
      assertThat(rest(restored)).isEqualTo(rest(expected)).hasSize(1);
      assertThat(bytes(restored)).isEqualTo(bytes(expected));
    }
  }

  @Test
  void bytes_of_this_release_are_read_as_they_were_written() throws IOException {
    ServiceStory restored =
        ServiceStory.readFrom(new DataInputStream(new ByteArrayInputStream(bytes(inTheMiddle()))));
    assertThat(bytes(restored)).isEqualTo(bytes(inTheMiddle()));
    assertThat(restored.lastChange()).isEqualTo("2026-01-01T00:00:01Z");
  }

  @Test
  void bytes_of_a_newer_version_are_refused() throws IOException {
    byte[] newer = bytes(inTheMiddle());
    newer[0] = ServiceStory.FORMAT_VERSION + 1;
    assertThatThrownBy(
            () -> ServiceStory.readFrom(new DataInputStream(new ByteArrayInputStream(newer))))
        .hasMessageContaining("the story of a service is of version 3")
        .hasMessageContaining("reads 1 to 2");
  }

  private static ServiceStory inTheMiddle() throws IOException {
    List<ClusterEvent.Changed> events = events();
    ServiceName service = events.get(0).change().service();
    ServiceStory story = new ServiceStory("east", service);
    for (ClusterEvent.Changed event : events.subList(0, 2)) {
      story.accept(event, Report.CHURN, row -> {});
    }
    return story;
  }

  /** The rows of the rest of the stream. */
  private static List<String> rest(ServiceStory story) throws IOException {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    for (ClusterEvent.Changed event : events().subList(2, 4)) {
      story.accept(event, Report.CHURN, row -> {});
    }
    story.underWay(Report.CHURN, row -> RowFormat.NDJSON.row(Report.CHURN.columns(), row, rows));
    return rows.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static List<ClusterEvent.Changed> events() throws IOException {
    List<ClusterEvent.Changed> events = new ArrayList<>();
    EndpointsChanges changes = new EndpointsChanges();
    try (InputStream body = Recordings.open("passport-auth").openBody()) {
      EndpointsParser.create(
              event -> {
                EndpointsChange change = changes.accept(event, Duration.ofSeconds(events.size()));
                events.add(
                    new ClusterEvent.Changed(
                        "east", "east/a", Instant.parse("2026-01-01T00:00:00Z"), change));
              })
          .parse(body.readAllBytes());
    }
    return events;
  }

  private static byte[] bytes(ServiceStory story) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    story.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
