package dev.watchstream.parser.rollout;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.StreamEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells from the changes of a stream's addresses how Kubernetes rolls a service from one pod
 * template to the next: which pod appeared, became ready, went; when a rollout began and ended, how
 * few addresses were ready meanwhile, how long the pods took.
 *
 * <p>Works on Endpoints and on EndpointSlices, whose slices it joins by service. A pod's template
 * is told from its name, so rollouts of Deployments are recognised; the pods of StatefulSets and
 * DaemonSets are followed, but do not name their template.
 *
 * <p>For one thread. Keeps the addresses of every service that the stream told and did not delete.
 * An object that a later list leaves out is not taken for deleted: the list may be a page or a
 * selection.
 */
public final class RolloutTracker {

  private final Map<ServiceName, ServiceRollouts> services = new LinkedHashMap<>();
  private final List<Rollout> ended = new ArrayList<>();
  private long eventCount;

  /** A tracker that has seen no event yet. */
  public RolloutTracker() {}

  /** Takes the stream's next event, whose time is not known. */
  public @Nullable RolloutStep accept(StreamEvent event) {
    return accept(event, null);
  }

  /**
   * Takes the stream's next event.
   *
   * @param time when it came, from the stream's start, or null
   * @return what it meant for its service; null for an event that has no addresses to tell of: a
   *     bookmark, a Status, the end of a list
   */
  public @Nullable RolloutStep accept(StreamEvent event, @Nullable Duration time) {
    long eventNumber = eventCount++;
    if (!(event instanceof EndpointsEvent endpoints)) {
      return null;
    }
    ServiceName name = ServiceName.of(endpoints);
    ServiceRollouts service = services.computeIfAbsent(name, ServiceRollouts::new);
    RolloutStep step = service.accept(endpoints, eventNumber, time, ended);
    if (service.isGone()) {
      services.remove(name);
    }
    return step;
  }

  /** How many events were taken so far, of whatever type. */
  public long eventCount() {
    return eventCount;
  }

  /** The rollouts that ended since this was last called, in the order of their ends. */
  public List<Rollout> takeEnded() {
    List<Rollout> taken = List.copyOf(ended);
    ended.clear();
    return taken;
  }

  /**
   * The rollouts that have begun and not ended, as they look now. One that is complete but for
   * fewer ready addresses than it began with, as when the service was scaled down meanwhile, says
   * that it is complete.
   */
  public List<Rollout> underWay() {
    List<Rollout> underWay = new ArrayList<>();
    for (ServiceRollouts service : services.values()) {
      Rollout rollout = service.underWay();
      if (rollout != null) {
        underWay.add(rollout);
      }
    }
    return underWay;
  }
}
