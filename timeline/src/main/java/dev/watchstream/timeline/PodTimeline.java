package dev.watchstream.timeline;

import dev.watchstream.parser.Address;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one address of a service: mostly of a pod; one without a targetRef goes by its
 * IP.
 *
 * @param address as it was last listed
 * @param template the hash of its pod template; null where it cannot be told from the pod's name
 * @param spans its states in the order of time, at least one, from the timeline's begin on; where
 *     there is a gap between two of them it was not listed
 * @param appeared when it was first listed, which may be before the timeline's begin
 * @param wasThereAtFirst whether that was in the initial state of its service, or in an event that
 *     created the service: how long it had been there is not known
 * @param firstReady when it was first ready; null if it never was
 * @param gone when it was last removed; null if it is still listed at the end
 */
public record PodTimeline(
    Address address,
    @Nullable String template,
    List<Span> spans,
    Moment appeared,
    boolean wasThereAtFirst,
    @Nullable Moment firstReady,
    @Nullable Moment gone) {

  public PodTimeline {
    spans = List.copyOf(spans);
  }

  /** The name of the pod, or the IP. */
  public String name() {
    var target = address.targetRef();
    return target == null || target.name() == null ? address.ip() : target.name();
  }

  /**
   * How long it took from appearing, not ready, to being ready; null where it was ready at once or
   * never, where its appearing was not seen, or where times are not known.
   */
  public @Nullable Duration timeToReady() {
    return firstReady == null || wasThereAtFirst || firstReady.event() == appeared.event()
        ? null
        : appeared.until(firstReady);
  }
}
