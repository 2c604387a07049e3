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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happened to one service so far. */
final class ServiceBuilder {

  private final ServiceName name;
  private final List<Step> steps = new ArrayList<>();
  private final List<Rollout> rollouts = new ArrayList<>();
  private final List<PodBuilder> pods = new ArrayList<>();
  private final Map<String, Integer> podIndex = new HashMap<>();

  /** The names of its objects that exist. */
  private final Set<String> objects = new HashSet<>();

  ServiceBuilder(ServiceName name) {
    this.name = name;
  }

  void accept(EndpointsEvent event, RolloutStep step, Moment at) {
    boolean existed = !objects.isEmpty();
    String object = String.valueOf(event.name());
    if (event.type() == EventType.DELETED) {
      objects.remove(object);
    } else {
      objects.add(object);
    }
    boolean exists = !objects.isEmpty();
    if (step.changes().isEmpty() && existed == exists) {
      return;
    }
    List<PodChange> changes = new ArrayList<>(step.changes().size());
    for (AddressChange change : step.changes()) {
      changes.add(new PodChange(change.what(), change(change, at)));
    }
    steps.add(
        new Step(
            at,
            event.type(),
            object,
            event.resourceVersion(),
            step.ready(),
            step.readyOutdated(),
            step.notReady(),
            step.terminating(),
            exists,
            changes));
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
        name, steps, pods.stream().map(pod -> pod.build(end)).toList(), all, end);
  }

  /** The index of the pod. */
  private int change(AddressChange change, Moment at) {
    Integer known = podIndex.get(identity(change.address()));
    int index = known == null ? pods.size() : known;
    if (known == null) {
      podIndex.put(identity(change.address()), index);
      pods.add(new PodBuilder(change.templateHash()));
    }
    pods.get(index).change(change, at);
    return index;
  }

  private static String identity(Address address) {
    var target = address.targetRef();
    return target == null || target.uid() == null ? address.ip() : target.uid();
  }

  private static final class PodBuilder {
    private final @Nullable String template;
    private final List<Span> spans = new ArrayList<>(2);
    private @Nullable Address address;
    private @Nullable PodState state;
    private @Nullable Moment since;

    PodBuilder(@Nullable String template) {
      this.template = template;
    }

    void change(AddressChange change, Moment at) {
      address = change.address();
      close(at);
      state =
          switch (change.what()) {
            case APPEARED_READY, BECAME_READY -> PodState.READY;
            case APPEARED_NOT_READY, BECAME_NOT_READY -> PodState.NOT_READY;
            case STARTED_TERMINATING -> PodState.TERMINATING;
            case GONE -> null;
          };
      since = at;
    }

    private void close(Moment at) {
      if (state != null && since != null) {
        spans.add(new Span(state, since, at));
      }
    }

    PodTimeline build(Moment end) {
      if (address == null) {
        throw new IllegalStateException("a pod that nothing happened to");
      }
      List<Span> all = new ArrayList<>(spans);
      if (state != null && since != null) {
        all.add(new Span(state, since, end));
      }
      return new PodTimeline(address, template, all, state == null ? since : null);
    }
  }
}
