package dev.watchstream.timeline;

import dev.watchstream.parser.Address;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.EventType;
import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.rollout.AddressChange;
import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.parser.rollout.RolloutStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what happened to one service. */
final class ServiceBuilder {

  private final ServiceName name;
  private final List<Step> steps = new ArrayList<>();
  private final List<Rollout> rollouts = new ArrayList<>();
  private final List<PodBuilder> pods = new ArrayList<>();
  private final Map<String, Integer> podIndex = new HashMap<>();

  private final ServiceObjects objects = new ServiceObjects();
  private final Truncations truncations = new Truncations();
  private final Beginning beginning = new Beginning();

  ServiceBuilder(ServiceName name) {
    this.name = name;
  }

  void accept(EndpointsEvent event, RolloutStep step, Moment at) {
    boolean existed = objects.exist();
    String object = String.valueOf(event.name());
    objects.accept(step.type(), object);
    truncations.accept(event, at);
    boolean wasThere = beginning.accept(step.type(), object, at);
    boolean exists = objects.exist();
    if (step.changes().isEmpty() && existed == exists) {
      return;
    }
    List<PodChange> changes = new ArrayList<>(step.changes().size());
    for (AddressChange change : step.changes()) {
      changes.add(new PodChange(change.what(), change(change, at, !existed || wasThere)));
    }
    steps.add(
        new Step(
            at,
            step.type(),
            object,
            event.resourceVersion(),
            step.ready(),
            step.readyOutdated(),
            step.notReady(),
            step.terminating(),
            exists,
            changes));
  }

  /**
   * Replaces all steps so far by one that has the present state. False if the service does not
   * exist.
   */
  boolean begin(Moment at) {
    rollouts.clear();
    truncations.begin(at);
    pods.removeIf(pod -> !pod.isThere());
    podIndex.clear();
    if (!objects.exist() || steps.isEmpty()) {
      return false;
    }
    List<PodChange> changes = new ArrayList<>(pods.size());
    for (PodBuilder pod : pods) {
      podIndex.put(pod.identity(), changes.size());
      changes.add(new PodChange(pod.begin(at), changes.size()));
    }
    Step last = steps.get(steps.size() - 1);
    steps.clear();
    steps.add(
        new Step(
            at,
            EventType.ADDED,
            last.object(),
            last.resourceVersion(),
            last.ready(),
            last.readyOutdated(),
            last.notReady(),
            last.terminating(),
            true,
            changes));
    return true;
  }

  /** Gives time 0 to what came before any time was known. */
  void timesAreKnown() {
    steps.replaceAll(step -> step.at(step.at().timed()));
    pods.forEach(PodBuilder::timesAreKnown);
    truncations.timesAreKnown();
  }

  void add(Rollout rollout) {
    rollouts.add(rollout);
  }

  boolean hasSteps() {
    return !steps.isEmpty();
  }

  ServiceTimeline build(Moment end, List<Rollout> underWay) {
    List<Rollout> all = new ArrayList<>(rollouts);
    all.addAll(underWay);
    return new ServiceTimeline(
        name,
        steps,
        pods.stream().map(pod -> pod.build(end)).toList(),
        all,
        truncations.until(end),
        end);
  }

  /** Applies a change to its pod, which is added if it is new; returns the pod's index. */
  private int change(AddressChange change, Moment at, boolean isFirst) {
    Integer known = podIndex.get(identity(change.address()));
    int index = known == null ? pods.size() : known;
    if (known == null) {
      podIndex.put(identity(change.address()), index);
      pods.add(new PodBuilder(change, at, isFirst));
    }
    pods.get(index).change(change, at);
    return index;
  }

  static String identity(Address address) {
    var target = address.targetRef();
    return target == null || target.uid() == null ? address.ip() : target.uid();
  }
}
