package dev.watchstream.parser.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchstream.fixtures.synthetic.SyntheticStream;
import dev.watchstream.fixtures.synthetic.SyntheticStream.Size;
import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.stream.EndpointsParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ServiceStateTest {

  /** What version 1 wrote of the service in {@link #inTheMiddle}. */
  private static final String VERSION_1 = "service-state-1.bin";

  private static final ServiceName SERVICE = new ServiceName("Endpoints", "shop", "web");

  @Test
  void a_service_goes_on_from_exported_bytes_at_every_event_as_if_nothing_had_been()
      throws IOException {
    for (SyntheticStream stream :
        List.of(
            SyntheticStream.rollout(6, 2),
            SyntheticStream.rollout(150, 40).inSlices(),
            SyntheticStream.zipf(12))) {
      RolloutTracker through = new RolloutTracker();
      RolloutTracker moved = new RolloutTracker();
      List<Rollout> ended = new ArrayList<>();
      for (EndpointsChange change : changes(stream)) {
        RolloutTracker next = new RolloutTracker();
        for (ServiceName service : moved.services()) {
          next.restore(Objects.requireNonNull(moved.export(service)));
        }
        moved = next;
        assertThat(moved.accept(change)).isEqualTo(through.accept(change));
        ended = through.takeEnded();
        assertThat(moved.takeEnded()).isEqualTo(ended);
        assertThat(moved.underWay()).isEqualTo(through.underWay());
      }
      assertThat(moved.pods()).isEqualTo(through.pods());
      assertThat(moved.atZeroReady()).isEqualTo(through.atZeroReady());
    }
  }

  @Test
  void bytes_of_version_1_are_read_by_this_release() throws IOException {
    RolloutTracker restored = new RolloutTracker();
    try (InputStream in = getClass().getResourceAsStream(VERSION_1)) {
      assertThat(restored.restore(in.readAllBytes())).isEqualTo(SERVICE);
    }
    RolloutTracker expected = inTheMiddle();
    assertThat(restored.underWay()).isEqualTo(expected.underWay()).hasSize(1);
    assertThat(restored.pods()).isEqualTo(expected.pods()).hasSize(3);
    assertThat(restored.atZeroReady()).isEqualTo(expected.atZeroReady()).hasSize(1);
  }

  @Test
  void bytes_of_a_newer_version_or_of_nothing_of_ours_are_refused() {
    byte[] newer = Objects.requireNonNull(inTheMiddle().export(SERVICE));
    newer[0] = 2;
    assertThatThrownBy(() -> new RolloutTracker().restore(newer))
        .hasMessageContaining("the state of a service is of version 2");
    assertThatThrownBy(() -> new RolloutTracker().restore(new byte[] {1, 127, 127, 127, 127, 1, 2}))
        .isInstanceOf(IOException.class);
  }

  @Test
  void a_service_that_is_not_there_exports_nothing() {
    assertThat(new RolloutTracker().export(SERVICE)).isNull();
  }

  /** A rollout that is half done, has had a span of zero ready addresses, and is in one again. */
  static RolloutTracker inTheMiddle() {
    RolloutTracker tracker = new RolloutTracker();
    List<String> events =
        List.of(
            event("ADDED", pod("7777777777", 1) + "," + pod("7777777777", 2), ""),
            event("MODIFIED", pod("7777777777", 1), pod("bbbbbbbbbb", 3)),
            event("MODIFIED", "", pod("bbbbbbbbbb", 3)),
            event("MODIFIED", pod("bbbbbbbbbb", 3), pod("bbbbbbbbbb", 4)),
            event(
                "MODIFIED",
                "",
                pod("bbbbbbbbbb", 3) + "," + pod("bbbbbbbbbb", 4) + ",{\"ip\":\"9\"}"));
    long[] second = {0};
    EndpointsParser.create(e -> tracker.accept(e, Duration.ofSeconds(10 * second[0]++)))
        .parse(String.join("\n", events).getBytes(StandardCharsets.UTF_8));
    return tracker;
  }

  private static String event(String type, String ready, String notReady) {
    return "{\"type\":\""
        + type
        + "\",\"object\":{\"kind\":\"Endpoints\",\"metadata\":{\"name\":\"web\",\"namespace\":\"shop\"},"
        + "\"subsets\":[{\"addresses\":["
        + ready
        + "],\"notReadyAddresses\":["
        + notReady
        + "]}]}}";
  }

  private static String pod(String hash, int number) {
    return "{\"ip\":\"10.0.0."
        + number
        + "\",\"nodeName\":\"n\",\"targetRef\":{\"kind\":\"Pod\",\"name\":\"web-"
        + hash
        + "-bbbb"
        + number
        + "\",\"uid\":\"u"
        + number
        + "\"}}";
  }

  private static List<EndpointsChange> changes(SyntheticStream stream) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    stream.writeTo(out, Size.ofEvents(400));
    EndpointsChanges maker = new EndpointsChanges();
    List<EndpointsChange> changes = new ArrayList<>();
    long[] second = {0};
    EndpointsParser.create(e -> changes.add(maker.accept(e, Duration.ofSeconds(second[0]++))))
        .parse(out.toByteArray());
    return changes;
  }
}
