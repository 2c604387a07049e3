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
 * @param spans its states in the order of time, at least one; between two it was not listed
 * @param gone when it was last taken out; null if it was there in the end
 */
public record PodTimeline(
    Address address, @Nullable String template, List<Span> spans, @Nullable Moment gone) {

  public PodTimeline {
    spans = List.copyOf(spans);
  }

  /** The name of the pod, or the IP. */
  public String name() {
    var target = address.targetRef();
    return target == null || target.name() == null ? address.ip() : target.name();
  }

  /** When it was first listed. */
  public Moment appeared() {
    return spans.get(0).from();
  }

  /** When it was first ready; null if it never was. */
  public @Nullable Moment firstReady() {
    for (Span span : spans) {
      if (span.state() == PodState.READY) {
        return span.from();
      }
    }
    return null;
  }

  /**
   * How long it took from appearing, not ready, to ready; null where it was ready at once or never,
   * or where times are not known.
   */
  public @Nullable Duration timeToReady() {
    Moment ready = firstReady();
    return ready == null || spans.get(0).state() == PodState.READY ? null : appeared().until(ready);
  }
}
