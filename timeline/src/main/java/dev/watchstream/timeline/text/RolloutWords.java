package dev.watchstream.timeline.text;

import dev.watchstream.parser.rollout.Rollout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A rollout in one sentence: the same wherever one is told. */
public final class RolloutWords {

  private RolloutWords() {}

  /** {@code rollout A → B, events 1 to 3: complete, never fewer than 1 ready, ...}. */
  public static String of(Rollout rollout) {
    List<String> parts = new ArrayList<>();
    if (rollout.underWayAtFirst()) {
      parts.add("under way at event " + rollout.firstEvent());
    }
    parts.add(rollout.complete() ? "complete" : "not complete");
    parts.add(
        rollout.readyMin() == 0
            ? "at times none ready"
            : "never fewer than " + rollout.readyMin() + " ready");
    if (rollout.readyBefore() > 0) {
      parts.add("surge " + rollout.surge());
    }
    parts.add("at most " + rollout.notReadyMax() + " not ready");
    if (rollout.duration() != null) {
      parts.add("took " + Words.seconds(rollout.duration()));
    }
    return "rollout "
        + String.join("+", rollout.from())
        + " → "
        + rollout.to()
        + ", events "
        + rollout.firstEvent()
        + " to "
        + rollout.lastEvent()
        + ": "
        + String.join(", ", parts)
        + timesToReady(rollout);
  }

  private static String timesToReady(Rollout rollout) {
    Duration median = rollout.timeToReady(0.5);
    Duration slowest = rollout.timeToReady(1);
    if (median == null || slowest == null) {
      return "";
    }
    return rollout.timesToReady().size() == 1
        ? "; the new pod was ready after " + Words.seconds(slowest)
        : "; new pods were ready after "
            + Words.seconds(median)
            + " (median), "
            + Words.seconds(slowest)
            + " (slowest)";
  }
}
