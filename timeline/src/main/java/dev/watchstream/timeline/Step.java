package dev.watchstream.timeline;

import dev.watchstream.parser.EventType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event that changed addresses of a service or whether it exists, with the counts after it.
 *
 * @param at when the event came
 * @param type the type of the event
 * @param object the name of the Endpoints or the slice
 * @param resourceVersion of the object; null where it has none
 * @param ready how many addresses are ready, over all of the service's objects
 * @param readyOutdated how many of the ready ones are of a pod template that a newer one is
 *     replacing
 * @param notReady how many are not ready
 * @param terminating how many are terminating
 * @param exists whether any of the service's objects is left
 * @param changes the changes of addresses
 */
public record Step(
    Moment at,
    EventType type,
    String object,
    @Nullable String resourceVersion,
    int ready,
    int readyOutdated,
    int notReady,
    int terminating,
    boolean exists,
    List<PodChange> changes) {

  public Step {
    changes = List.copyOf(changes);
  }

  Step at(Moment moment) {
    return new Step(
        moment,
        type,
        object,
        resourceVersion,
        ready,
        readyOutdated,
        notReady,
        terminating,
        exists,
        changes);
  }
}
