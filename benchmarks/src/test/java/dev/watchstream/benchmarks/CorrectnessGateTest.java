package dev.watchstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.benchmarks.CorrectnessGate.Expected;
import dev.watchstream.benchmarks.CorrectnessGate.Outcome;
import dev.watchstream.benchmarks.contender.CanonicalEvent;
import dev.watchstream.benchmarks.contender.Contender;
import dev.watchstream.benchmarks.contender.Contenders;
import dev.watchstream.benchmarks.contender.Input;
import dev.watchstream.benchmarks.contender.Input.Form;
import dev.watchstream.benchmarks.contender.Input.Resource;
import dev.watchstream.benchmarks.contender.Label;
import dev.watchstream.benchmarks.workload.Workload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CorrectnessGateTest {

  private static final long SMALL = 1 << 20;

  @ParameterizedTest
  @EnumSource
  void every_contender_hands_out_the_same_events_or_says_why_it_cannot(Workload workload)
      throws IOException {
    Expected expected = CorrectnessGate.expected(workload.input(SMALL));

    assertThat(expected.hashes()).isNotEmpty();
    for (String name : Contenders.names()) {
      assertThat(CorrectnessGate.check(Contenders.create(name), expected))
          .as(name)
          .isNotInstanceOf(Outcome.Differs.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void our_readers_are_excluded_from_nothing(Workload workload) throws IOException {
    Expected expected = CorrectnessGate.expected(workload.input(SMALL));

    for (String name : Contenders.ours()) {
      assertThat(CorrectnessGate.check(Contenders.create(name), expected))
          .as(name)
          .isEqualTo(new Outcome.Agrees(expected.hashes().size()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_visit_is_the_same_number_whoever_read_the_event(Workload workload) throws IOException {
    Input input = workload.input(SMALL);
    long expected = Contenders.create(Contenders.REFERENCE).run(input);

    for (String name : Contenders.names()) {
      Contender<?> contender = Contenders.create(name);
      if (contender.excludedFrom(input) == null) {
        assertThat(contender.run(input)).as(name).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_bookmark_is_the_same_for_all(Resource resource) throws IOException {
    // As an API server of Kubernetes 1.21 sends them.
    String bookmark =
        resource == Resource.ENDPOINTS
            ? """
              {"type":"BOOKMARK","object":{"kind":"Endpoints","apiVersion":"v1","metadata":{\
              "resourceVersion":"16472","creationTimestamp":null}}}
              """
            : """
              {"type":"BOOKMARK","object":{"kind":"EndpointSlice",\
              "apiVersion":"discovery.k8s.io/v1","metadata":{"resourceVersion":"16472",\
              "creationTimestamp":null},"addressType":"","endpoints":null,"ports":null}}
              """;
    byte[] bytes = bookmark.getBytes(StandardCharsets.UTF_8);
    Expected expected =
        CorrectnessGate.expected(new Input(bytes, resource, Form.WATCH, Input.WHOLE));

    for (String name : Contenders.names()) {
      assertThat(CorrectnessGate.check(Contenders.create(name), expected))
          .as(name)
          .isEqualTo(new Outcome.Agrees(1));
    }
  }

  @Test
  void a_contender_that_loses_a_value_differs_at_that_event() throws IOException {
    Expected expected = CorrectnessGate.expected(Workload.ZIPF.input(SMALL));

    Outcome outcome =
        CorrectnessGate.check(
            new Altered(e -> e.name().endsWith("7") ? withoutUid(e) : e), expected);

    assertThat(outcome).isInstanceOf(Outcome.Differs.class);
    assertThat(((Outcome.Differs) outcome).how())
        .startsWith("event ")
        .contains("uid=null")
        .hasSizeLessThan(300);
  }

  @Test
  void a_contender_that_fails_differs() throws IOException {
    Expected expected = CorrectnessGate.expected(Workload.ZIPF.input(SMALL));

    Outcome outcome =
        CorrectnessGate.check(
            new Altered(
                e -> {
                  throw new IllegalStateException("broken");
                }),
            expected);

    assertThat(outcome)
        .isEqualTo(new Outcome.Differs("fails: java.lang.IllegalStateException: broken"));
  }

  @Test
  void a_line_reader_says_why_it_cannot_read_a_pretty_stream() throws IOException {
    Expected expected = CorrectnessGate.expected(Workload.PRETTY.input(SMALL));

    assertThat(CorrectnessGate.check(Contenders.create("fabric8"), expected))
        .isEqualTo(new Outcome.Excluded("reads one event a line"));
  }

  private static CanonicalEvent withoutUid(CanonicalEvent e) {
    return new CanonicalEvent(
        e.type(),
        e.kind(),
        e.namespace(),
        e.name(),
        e.resourceVersion(),
        null,
        e.ready(),
        e.notReady(),
        e.terminating());
  }

  /** The reference with its events changed. */
  private record Altered(UnaryOperator<CanonicalEvent> change)
      implements Contender<CanonicalEvent> {

    @Override
    public Label label() {
      return Contenders.create(Contenders.REFERENCE).label();
    }

    @Override
    public void read(Input input, Consumer<? super CanonicalEvent> events) throws IOException {
      readAs(Contenders.create(Contenders.REFERENCE), input, events);
    }

    private <E> void readAs(
        Contender<E> reference, Input input, Consumer<? super CanonicalEvent> events)
        throws IOException {
      reference.read(input, event -> events.accept(change.apply(reference.canonical(event))));
    }

    @Override
    public CanonicalEvent canonical(CanonicalEvent event) {
      return event;
    }

    @Override
    public long visit(CanonicalEvent event) {
      return 0;
    }
  }
}
