package dev.watchstream.timeline;

import dev.watchstream.parser.rollout.Rollout;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Two stories beside each other, so that their rollouts begin at the same place.
 *
 * @param first what is compared with
 * @param second what is compared
 */
public record Comparison(Side first, Side second) {

  /**
   * A rollout, and the story that it is from.
   *
   * @param timeline the whole story
   * @param service whose rollout it is
   * @param rollout the one that is put beside the other story's
   */
  public record Side(Timeline timeline, ServiceTimeline service, Rollout rollout) {

    /** The first rollout of a story; empty where there is none. */
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

  /** Whether both have times; else both are counted by events. */
  public boolean isTimed() {
    return sides().stream().allMatch(side -> side.timeline.timeSource() != TimeSource.NONE);
  }

  public String title() {
    return first.timeline.title() + " and " + second.timeline.title();
  }
}
