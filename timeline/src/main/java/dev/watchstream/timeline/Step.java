package dev.watchstream.timeline;

import dev.watchstream.parser.EventType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event that changed addresses of a service, and how many there were after it.
 *
 * @param at which event
 * @param type what happened to the object
 * @param object the name of the Endpoints or the slice
 * @param resourceVersion of the object; null where it has none
 * @param ready how many addresses are ready, over all of the service's objects
 * @param readyOutdated how many of the ready ones are of a template that a newer one replaces
 * @param notReady how many are not ready
 * @param terminating how many are terminating
 * @param exists whether any of the service's objects is left
 * @param changes what it changed
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
