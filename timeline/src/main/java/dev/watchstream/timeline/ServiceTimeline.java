package dev.watchstream.timeline;

import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.rollout.Rollout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one service.
 *
 * @param name the service
 * @param steps the events that changed its addresses; at least one
 * @param pods its addresses in the order in which they appeared
 * @param rollouts its rollouts, in the order of their ends; those under way are the last
 * @param truncations when its Endpoints left addresses out
 * @param end the end of the timeline
 */
public record ServiceTimeline(
    ServiceName name,
    List<Step> steps,
    List<PodTimeline> pods,
    List<Rollout> rollouts,
    List<Truncation> truncations,
    Moment end) {

  public ServiceTimeline {
    steps = List.copyOf(steps);
    pods = List.copyOf(pods);
    rollouts = List.copyOf(rollouts);
    truncations = List.copyOf(truncations);
  }

  /** The index of the step that completed the initial state. */
  public int beginning() {
    Beginning beginning = new Beginning();
    int told = 0;
    for (Step step : steps) {
      if (!beginning.accept(step.type(), step.object(), step.at())) {
        break;
      }
      told++;
    }
    return Math.max(0, told - 1);
  }

  /** The steps from {@link #beginning} on: before it, fewer addresses are known than exist. */
  public List<Step> fromBeginning() {
    return steps.subList(beginning(), steps.size());
  }

  /**
   * The times in which fewer than {@code floor} addresses were ready; with 1, in which none was.
   */
  public List<Outage> outages(int floor) {
    List<Outage> outages = new ArrayList<>();
    LowReady low = new LowReady(floor);
    for (Step step : fromBeginning()) {
      Outage ended = low.accept(step.at(), step.ready(), step.exists());
      if (ended != null) {
        outages.add(ended);
      }
    }
    Outage underWay = low.underWay(end);
    if (underWay != null) {
      outages.add(underWay);
    }
    return outages;
  }

  /** The moment of the last step that is not after an event. */
  public Moment at(long event) {
    Moment at = steps.get(0).at();
    for (Step step : steps) {
      at = step.at().event() <= event ? step.at() : at;
    }
    return at;
  }

  /** How long none of its addresses was ready, in all; zero where times are not known. */
  public Duration timeAtZero() {
    Duration sum = Duration.ZERO;
    for (Outage outage : outages(1)) {
      Duration duration = outage.duration();
      sum = duration == null ? sum : sum.plus(duration);
    }
    return sum;
  }

  /** The step with the fewest ready addresses while the service existed; null if it never did. */
  public @Nullable Step lowest() {
    Step lowest = null;
    for (Step step : fromBeginning()) {
      if (step.exists() && (lowest == null || step.ready() < lowest.ready())) {
        lowest = step;
      }
    }
    return lowest;
  }
}
