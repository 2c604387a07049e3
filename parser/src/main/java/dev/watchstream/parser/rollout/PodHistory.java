package dev.watchstream.parser.rollout;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.ServiceName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a pod, or an address without one, was in a service. Immutable.
 *
 * @param service the service
 * @param address in its last state
 * @param templateHash of the pod template that it was made from; null where its name does not tell
 * @param wasThereAtFirst whether it was in the first event of its service, so that it is older than
 *     that
 * @param appearedReady whether it was ready when it was first seen
 * @param appearedEvent the number of the event that told it first
 * @param appeared when that came; null where times are not known
 * @param readyEvent the number of the event that first told it ready; -1 if none did
 * @param ready when that came; null where times are not known or it never was
 * @param goneEvent the number of the event that took it out of the service's last object; -1 while
 *     it is there
 * @param gone when that came; null where times are not known, and while it is there
 */
public record PodHistory(
    ServiceName service,
    Address address,
    @Nullable String templateHash,
    boolean wasThereAtFirst,
    boolean appearedReady,
    long appearedEvent,
    @Nullable Duration appeared,
    long readyEvent,
    @Nullable Duration ready,
    long goneEvent,
    @Nullable Duration gone) {

  /** The pod's name; of an address without one the IP. */
  public String pod() {
    return Pod.name(address);
  }

  /**
   * How long it took to become ready; null where that was not seen: it appeared ready, or before
   * the stream began, or never was, or times are not known.
   */
  public @Nullable Duration timeToReady() {
    return wasThereAtFirst || appearedReady || appeared == null || ready == null
        ? null
        : ready.minus(appeared);
  }
}
