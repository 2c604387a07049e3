package dev.watchstream.timeline;

import dev.watchstream.parser.rollout.Rollout;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Two timelines, aligned where their rollouts begin.
 *
 * @param first the one to compare with
 * @param second the one that is compared
 */
public record Comparison(Side first, Side second) {

  /**
   * A rollout, and the timeline that it is from.
   *
   * @param timeline the whole timeline
   * @param service the service of the rollout
   * @param rollout the rollout that is aligned with the other side's
   */
  public record Side(Timeline timeline, ServiceTimeline service, Rollout rollout) {

    /** The side with the first rollout of a timeline; empty where there is none. */
    public static Optional<Side> of(Timeline timeline) {
      return timeline.services().stream()
          .flatMap(s -> s.rollouts().stream().map(rollout -> new Side(timeline, s, rollout)))
          .min(Comparator.comparingLong(side -> side.rollout.firstEvent()));
    }

    /** Where its rollout begins. */
    public Moment begin() {
      return service.at(rollout.firstEvent());
    }
  }

  /** The first, then the second. */
  public List<Side> sides() {
    return List.of(first, second);
  }

  /** Whether both have times; otherwise the axis of both counts events. */
  public boolean isTimed() {
    return sides().stream().allMatch(side -> side.timeline.timeSource() != TimeSource.NONE);
  }

  public String title() {
    return first.timeline.title() + " and " + second.timeline.title();
  }
}
