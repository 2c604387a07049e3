package dev.watchstream.parser.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchstream.fixtures.Recordings;
import dev.watchstream.fixtures.synthetic.SyntheticStream;
import dev.watchstream.fixtures.synthetic.SyntheticStream.Size;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.EventType;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.stream.EndpointsParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EndpointsChangesTest {

  private static final ParserOptions PLAIN =
      ParserOptions.defaults().withReader(ParserOptions.Reader.PLAIN);

  /** Where a stream's bytes come from. */
  private static final class Input {
    private final String name;
    private final byte[] bytes;

    Input(String name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Input> streams() throws IOException {
    List<Input> inputs = new ArrayList<>();
    for (String name : Recordings.names()) {
      try (InputStream body = Recordings.open(name).openBody()) {
        inputs.add(new Input(name, body.readNBytes(20 << 20)));
      }
    }
    SyntheticStream zipf = SyntheticStream.zipf(50);
    inputs.add(new Input("zipf", bytes(zipf)));
    inputs.add(new Input("zipf in slices", bytes(zipf.inSlices())));
    inputs.add(new Input("flips", bytes(SyntheticStream.readinessFlips(30))));
    inputs.add(new Input("dirty", bytes(SyntheticStream.everyAddressDirty(20))));
    inputs.add(new Input("permuted subsets", bytes(SyntheticStream.permutedSubsets(5, 10))));
    inputs.add(new Input("rollout in slices", bytes(SyntheticStream.rollout(250, 3).inSlices())));
    return inputs.stream();
  }

  private static byte[] bytes(SyntheticStream stream) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    stream.writeTo(out, Size.ofEvents(1500));
    return out.toByteArray();
  }

  @ParameterizedTest
  @MethodSource("streams")
  void changes_mean_the_same_as_whole_events_read_by_either_reader(Input input) {
    List<RolloutStep> ofChanges = new ArrayList<>();
    List<RolloutStep> ofWholes = new ArrayList<>();
    List<RolloutStep> ofPlain = new ArrayList<>();
    RolloutTracker changing = new RolloutTracker();
    RolloutTracker whole = new RolloutTracker();
    RolloutTracker plain = new RolloutTracker();
    parse(
        input,
        ParserOptions.defaults(),
        event -> {
          addIfAny(ofChanges, changing.accept(event));
          if (event instanceof EndpointsEvent endpoints) {
            ofWholes.add(numbered(whole.acceptWhole(endpoints, null), changing.eventCount() - 1));
          }
        });
    parse(input, PLAIN, event -> addIfAny(ofPlain, plain.accept(event)));
    assertThat(ofChanges).hasSameSizeAs(ofWholes).isEqualTo(ofPlain);
    for (int i = 0; i < ofChanges.size(); i++) {
      assertThat(ofChanges.get(i).changes()).isEqualTo(ofWholes.get(i).changes());
      assertThat(ofChanges.get(i).ready()).isEqualTo(ofWholes.get(i).ready());
    }
    assertThat(changing.takeEnded()).isEqualTo(plain.takeEnded());
    assertThat(changing.underWay()).isEqualTo(plain.underWay());
    assertThat(changing.pods()).isEqualTo(plain.pods());
  }

  private static RolloutStep numbered(RolloutStep step, long number) {
    assertThat(step.eventNumber()).isLessThanOrEqualTo(number);
    return step;
  }

  @Test
  void after_the_first_event_of_an_object_only_what_changed_is_told() throws IOException {
    EndpointsChanges changes = new EndpointsChanges();
    int whole = 0;
    int all = 0;
    int most = 0;
    List<EndpointsChange> made = new ArrayList<>();
    parse(
        new Input("rollout", bytes(SyntheticStream.rollout(100, 2))),
        ParserOptions.defaults(),
        event -> made.add(changes.accept(event)));
    for (EndpointsChange change : made) {
      all++;
      whole += change.isWhole() ? 1 : 0;
      most = change.isWhole() ? most : Math.max(most, change.entries().size());
    }
    assertThat(all).isEqualTo(1500);
    assertThat(whole).isEqualTo(1);
    assertThat(most).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("streams")
  void a_change_is_the_same_after_its_way_as_bytes(Input input) {
    EndpointsChanges changes = new EndpointsChanges(7, 2);
    parse(
        input,
        ParserOptions.defaults(),
        event -> {
          EndpointsChange change = changes.accept(event, Duration.ofSeconds(-3, 5));
          if (change != null) {
            assertThat(throughBytes(change)).isEqualTo(change);
          }
        });
  }

  @Test
  void bytes_of_a_newer_version_are_refused_with_the_way_out() {
    assertThatThrownBy(
            () ->
                EndpointsChange.readFrom(
                    new DataInputStream(new ByteArrayInputStream(new byte[] {2}))))
        .hasMessageContaining("a change is of version 2")
        .hasMessageContaining("read it with the release that wrote it");
  }

  @Test
  void a_pod_that_moves_between_subsets_or_stays_in_one_of_them_is_told_in_its_best_state() {
    List<RolloutStep> steps = new ArrayList<>();
    RolloutTracker tracker = new RolloutTracker();
    parse(
        input(
            "subsets",
            """
            {"type":"ADDED","object":{"kind":"Endpoints","metadata":{"name":"s"},"subsets":[\
            {"addresses":[{"ip":"1"}],"ports":[{"port":1}]},{"notReadyAddresses":[{"ip":"1"}],"ports":[{"port":2}]}]}}
            {"type":"MODIFIED","object":{"kind":"Endpoints","metadata":{"name":"s"},"subsets":[\
            {"notReadyAddresses":[{"ip":"1"}],"ports":[{"port":2}]}]}}
            {"type":"MODIFIED","object":{"kind":"Endpoints","metadata":{"name":"s"},"subsets":[\
            {"addresses":[{"ip":"1"}],"notReadyAddresses":[{"ip":"2"}],"ports":[{"port":2}]}]}}
            {"type":"DELETED","object":{"kind":"Endpoints","metadata":{"name":"s"}}}
            {"type":"MODIFIED","object":{"kind":"Endpoints","metadata":{"name":"s"},"subsets":[\
            {"addresses":[{"ip":"1"}]}]}}
            """),
        ParserOptions.defaults(),
        event -> addIfAny(steps, tracker.accept(event)));
    assertThat(steps)
        .extracting(
            step ->
                step.changes().stream()
                    .map(change -> change.what() + " " + change.address().ip())
                    .toList())
        .containsExactly(
            List.of("APPEARED_READY 1"),
            List.of("BECAME_NOT_READY 1"),
            List.of("BECAME_READY 1", "APPEARED_NOT_READY 2"),
            List.of("GONE 1", "GONE 2"),
            List.of("APPEARED_READY 1"));
  }

  @ParameterizedTest
  @EnumSource
  void a_slice_that_names_another_service_is_deleted_from_the_one_before(
      ParserOptions.Reader reader) {
    String slice =
        "{\"type\":\"%s\",\"object\":{\"kind\":\"EndpointSlice\",\"metadata\":{\"name\":\"one\","
            + "\"labels\":{\"kubernetes.io/service-name\":\"%s\"}},"
            + "\"endpoints\":[{\"addresses\":[\"10.0.0.1\"]}]}}\n";
    EndpointsChanges changes = new EndpointsChanges();
    RolloutTracker tracker = new RolloutTracker();
    List<String> told = new ArrayList<>();
    parse(
        input(
            "moved",
            slice.formatted("ADDED", "a")
                + slice.formatted("MODIFIED", "a")
                + slice.formatted("MODIFIED", "b")
                + slice.formatted("DELETED", "b")),
        ParserOptions.defaults().withReader(reader),
        event -> {
          EndpointsChange change = changes.accept(event);
          EndpointsChange left = changes.left();
          if (left != null) {
            told.add(left.eventNumber() + " " + left.type() + " " + left.service().name());
            assertThat(change.isWhole()).isTrue();
          }
          RolloutStep step = tracker.accept(event);
          told.add(step.eventNumber() + " " + step.type() + " " + step.service().name());
          assertThat(tracker.left() == null).isEqualTo(left == null);
          assertThat(tracker.pods()).hasSize(event.type() == EventType.DELETED ? 0 : 1);
        });
    assertThat(told)
        .containsExactly("0 ADDED a", "1 MODIFIED a", "2 DELETED a", "2 MODIFIED b", "3 DELETED b");
    assertThat(tracker.services()).isEmpty();
  }

  @Test
  void a_change_of_an_object_that_was_never_told_whole_is_refused() {
    List<EndpointsChange> changes = new ArrayList<>();
    EndpointsChanges maker = new EndpointsChanges();
    String event =
        "{\"type\":\"MODIFIED\",\"object\":{\"kind\":\"Endpoints\",\"metadata\":{\"name\":\"s\"},"
            + "\"subsets\":[]}}";
    parse(
        input("twice", event + event), ParserOptions.defaults(), e -> changes.add(maker.accept(e)));
    RolloutTracker tracker = new RolloutTracker();
    assertThatThrownBy(() -> tracker.accept(changes.get(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("event 1 tells only what changed in s");
    assertThat(tracker.services()).isEmpty();
  }

  private static Input input(String name, String text) {
    return new Input(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void parse(Input input, ParserOptions options, Consumer<StreamEvent> handler) {
    EndpointsParser parser = EndpointsParser.create(handler::accept, options);
    parser.feed(input.bytes, 0, input.bytes.length); // a body may end inside an event here
  }

  private static void addIfAny(List<RolloutStep> steps, RolloutStep step) {
    if (step != null) {
      steps.add(step);
    }
  }

  static EndpointsChange throughBytes(EndpointsChange change) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      change.writeTo(new DataOutputStream(bytes));
      return EndpointsChange.readFrom(
          new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
