package dev.watchstream.timeline;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.rollout.RolloutStep;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the outages of services: the times in which they have too few ready addresses. For use by
 * one thread.
 */
public final class OutageTracker {

  private final int floor;
  private final Map<ServiceName, ServiceObjects> objects = new HashMap<>();
  private final Map<ServiceName, Beginning> beginnings = new HashMap<>();
  private final Map<ServiceName, LowReady> services = new LinkedHashMap<>();

  /**
   * A tracker without events.
   *
   * @param floor fewer ready addresses than this are an outage; with 1, only none at all
   */
  public OutageTracker(int floor) {
    this.floor = floor;
  }

  /**
   * Takes the stream's next event and its step for a service; returns the outage that it ended, or
   * null.
   */
  public @Nullable Outage accept(EndpointsEvent event, RolloutStep step) {
    ServiceObjects of = objects.computeIfAbsent(step.service(), s -> new ServiceObjects());
    String object = String.valueOf(event.name());
    of.accept(step.type(), object);
    Moment at = new Moment(step.eventNumber(), step.time());
    Beginning beginning = beginnings.computeIfAbsent(step.service(), s -> new Beginning());
    if (beginning.accept(step.type(), object, at)) {
      services.put(step.service(), new LowReady(floor));
    }
    return services
        .computeIfAbsent(step.service(), s -> new LowReady(floor))
        .accept(at, step.ready(), of.exist());
  }

  /** The outages that are under way, up to {@code end}. */
  public Map<ServiceName, Outage> underWay(Moment end) {
    Map<ServiceName, Outage> underWay = new LinkedHashMap<>();
    services.forEach(
        (service, low) -> {
          Outage outage = low.underWay(end);
          if (outage != null) {
            underWay.put(service, outage);
          }
        });
    return underWay;
  }
}
