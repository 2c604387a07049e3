package dev.watchstream.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.RecordingInfo;
import dev.watchstream.fixtures.RecordingInfo.Gap;
import dev.watchstream.parser.Address;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.EndpointsEventBuilder;
import dev.watchstream.parser.EventType;
import dev.watchstream.parser.TargetRef;
import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.parser.rollout.RolloutStep;
import dev.watchstream.parser.rollout.RolloutTracker;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelineBuilderTest {

  private final TimelineBuilder timeline = new TimelineBuilder("test");
  private final OutageTracker outages = new OutageTracker(1);
  private int events;

  private @Nullable Outage take(EndpointsEventBuilder builder, @Nullable Duration time) {
    EndpointsEvent event = builder.resourceVersion(String.valueOf(++events)).build();
    RolloutStep step = Objects.requireNonNull(timeline.accept(event, 0, time));
    return outages.accept(event, step);
  }

  private static EndpointsEventBuilder slice(String name, EventType type) {
    return EndpointsEvent.ofSlice("default", name, "web").type(type).uid(name);
  }

  private ServiceTimeline service() {
    return timeline.build().services().get(0);
  }

  private static Address pod(int number) {
    return Address.of("10.0.0." + number);
  }

  @Test
  void slices_that_are_told_one_after_the_other_are_one_state_of_their_service() {
    take(slice("a", EventType.ADDED).notReadyAddresses(pod(1)), Duration.ZERO);
    take(slice("b", EventType.ADDED).addresses(pod(2)).notReadyAddresses(pod(3)), Duration.ZERO);
    take(slice("c", EventType.ADDED).addresses(pod(4)), Duration.ofMillis(300));
    Duration later = Duration.ofSeconds(9);
    take(slice("b", EventType.MODIFIED).addresses(pod(2), pod(3)), later);

    assertThat(Objects.requireNonNull(service().lowest()).ready()).isEqualTo(2);
    assertThat(service().outages(1)).isEmpty();
    assertThat(outages.underWay(new Moment(3, later))).isEmpty();
    assertThat(service().pods()).allMatch(pod -> pod.timeToReady() == null);
  }

  @Test
  void a_slice_that_comes_after_a_pause_is_news() {
    take(slice("a", EventType.ADDED).notReadyAddresses(pod(1)), Duration.ZERO);
    Outage ended = take(slice("b", EventType.ADDED).addresses(pod(2)), Duration.ofSeconds(30));

    assertThat(ended).isNotNull();
    assertThat(service().outages(1)).containsExactly(ended);
    assertThat(Objects.requireNonNull(service().lowest()).ready()).isZero();
  }

  @Test
  void a_slice_that_names_another_service_is_gone_from_the_one_before() {
    take(slice("a", EventType.ADDED).addresses(pod(1)), Duration.ZERO);
    EndpointsEvent moved =
        EndpointsEvent.ofSlice("default", "a", "api")
            .type(EventType.MODIFIED)
            .addresses(pod(1))
            .build();
    RolloutTracker tracker = new RolloutTracker();
    tracker.accept(slice("a", EventType.ADDED).addresses(pod(1)).build(), Duration.ZERO);
    tracker.accept(moved, Duration.ofSeconds(1));
    outages.accept(moved, Objects.requireNonNull(tracker.left()));
    timeline.accept(moved, 0, Duration.ofSeconds(1));

    Step last = service().steps().get(1);
    assertThat(service().name().name()).isEqualTo("web");
    assertThat(last.type()).isEqualTo(EventType.DELETED);
    assertThat(last.exists()).isFalse();
    assertThat(last.ready()).isZero();
    assertThat(timeline.build().services()).hasSize(2);
    assertThat(outages.underWay(new Moment(2, Duration.ofSeconds(2)))).isEmpty();
  }

  @Test
  void a_gap_of_the_recording_in_a_rollout_is_told_by_the_rollout() {
    Gap gap = new Gap(150, "410 Gone");
    TimelineBuilder recorded =
        new TimelineBuilder(
            "test",
            new RecordingInfo(1, null, null, null, null, List.of(), List.of(gap), null, List.of()));
    Address before = pod(1).withTargetRef(new TargetRef("Pod", "x", "web-7777777777-bbbb1", "1"));
    Address after = pod(2).withTargetRef(new TargetRef("Pod", "x", "web-bbbbbbbbbb-bbbb2", "2"));
    recorded.accept(web(EventType.ADDED).addresses(before).build(), 0, null);
    EndpointsEventBuilder begin = web(EventType.MODIFIED).addresses(before);
    recorded.accept(begin.notReadyAddresses(after).build(), 100, null);
    recorded.accept(web(EventType.MODIFIED).addresses(before, after).build(), 200, null);
    assertThat(recorded.underWay()).singleElement().extracting(Rollout::gaps).isEqualTo(1);
  }

  private static EndpointsEventBuilder web(EventType type) {
    return EndpointsEvent.ofEndpoints("default", "web").type(type).uid("u");
  }

  @Test
  void a_service_says_when_its_endpoints_left_addresses_out() {
    EndpointsEventBuilder whole = EndpointsEvent.ofEndpoints("default", "web").uid("u");
    take(whole.addresses(pod(1)), null);
    for (int i = 0; i < 3; i++) {
      take(
          EndpointsEvent.ofEndpoints("default", "web")
              .uid("u")
              .type(EventType.MODIFIED)
              .truncated(i != 1)
              .addresses(pod(2)),
          Duration.ofSeconds(i + 1));
    }
    assertThat(service().truncations())
        .containsExactly(
            new Truncation(
                new Moment(1, Duration.ofSeconds(1)), new Moment(2, Duration.ofSeconds(2)), true),
            new Truncation(
                new Moment(3, Duration.ofSeconds(3)), new Moment(3, Duration.ofSeconds(3)), false));
    timeline.begin(Duration.ofSeconds(4));
    assertThat(service().truncations()).singleElement().matches(one -> !one.isOver());
  }
}
