package dev.watchstream.parser.rollout;

import dev.watchstream.parser.Address;
import org.jspecify.annotations.Nullable;

/**
 * What an event changed for one address of a service.
 *
 * @param what the change
 * @param address the address in its new state; for {@link What#GONE}, in its last one
 */
public record AddressChange(What what, Address address) {

  /** A change of an address. */
  public enum What {
    /** It is new and ready. */
    APPEARED_READY,
    /** It is new and not ready. */
    APPEARED_NOT_READY,
    /** It was not ready, or terminating, and is now ready. */
    BECAME_READY,
    /** It was ready, or terminating, and is now not ready. */
    BECAME_NOT_READY,
    /** It is now not ready because its pod is terminating (EndpointSlices only). */
    STARTED_TERMINATING,
    /** It is no longer in any of the service's objects. */
    GONE
  }

  /**
   * The hash of the pod template that the pod behind the address was made from, which is part of
   * its ReplicaSet's name; null where the pod's name has none.
   */
  public @Nullable String templateHash() {
    return PodName.templateHash(address);
  }
}
