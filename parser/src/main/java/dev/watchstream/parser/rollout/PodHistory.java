package dev.watchstream.parser.rollout;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.ServiceName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a pod, or an address without one, was in a service. Immutable.
 *
 * @param service the service
 * @param address the address in its last state
 * @param templateHash the hash of the pod template that it was made from; null where its name has
 *     none
 * @param wasThereAtFirst whether it was in the first event of its service, so that it is older than
 *     that event
 * @param appearedReady whether it was ready when it was first seen
 * @param appearedEvent the number of the event that first had it, counted from 0
 * @param appeared when that event arrived; null where times are not known
 * @param readyEvent the number of the event in which it was first ready; -1 if there is none
 * @param ready when that event arrived; null where times are not known or it never was
 * @param goneEvent the number of the event that removed it from the last of the service's objects
 *     that had it; -1 while it is there
 * @param gone when that event arrived; null where times are not known, and while it is there
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

  /** The pod's name; for an address without one, the IP. */
  public String pod() {
    return Pod.name(address);
  }

  /**
   * The time from appearing to ready; null where that was not seen: it appeared ready, or appeared
   * before the stream began, or never was ready, or times are not known.
   */
  public @Nullable Duration timeToReady() {
    return wasThereAtFirst || appearedReady || appeared == null || ready == null
        ? null
        : ready.minus(appeared);
  }
}
