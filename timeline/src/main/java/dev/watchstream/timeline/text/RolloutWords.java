package dev.watchstream.timeline.text;

import dev.watchstream.parser.rollout.Rollout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Describes a rollout in one sentence, the same in all outputs. */
public final class RolloutWords {

  /** A shorter time would be shown as 0.0 s. */
  private static final long LEAST_MILLIS = 50;

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
    Duration duration = rollout.duration();
    if (duration != null && isTold(duration)) {
      parts.add("took " + Words.seconds(duration));
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

  /**
   * False for the times of a stream that was read at once, such as a log on a pipe: they mean
   * nothing.
   */
  private static boolean isTold(Duration duration) {
    return duration.toMillis() >= LEAST_MILLIS;
  }

  private static String timesToReady(Rollout rollout) {
    Duration median = rollout.timeToReady(0.5);
    Duration slowest = rollout.timeToReady(1);
    if (median == null || slowest == null || !isTold(slowest)) {
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
