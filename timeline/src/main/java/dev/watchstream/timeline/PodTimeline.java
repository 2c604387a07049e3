package dev.watchstream.timeline;

import dev.watchstream.parser.Address;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one address of a service: most are pods, an address without an object behind it
 * is its IP.
 *
 * @param address as it was last told
 * @param template the hash of its pod template; null where the pod's name does not tell
 * @param spans its states in the order of time, at least one, from the timeline's begin on; between
 *     two it was not listed
 * @param appeared when it was first listed, which may be before the timeline's begin
 * @param wasThereAtFirst whether that was in the first event of its service: how long it had been
 *     there is not known
 * @param firstReady when it was first ready; null if it never was
 * @param gone when it was last taken out; null if it was there in the end
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
   * How long it took from appearing, not ready, to ready; null where it was ready at once or never,
   * where that was not seen, or where times are not known.
   */
  public @Nullable Duration timeToReady() {
    return firstReady == null || wasThereAtFirst || firstReady.event() == appeared.event()
        ? null
        : appeared.until(firstReady);
  }
}
