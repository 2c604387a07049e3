package dev.watchstream.timeline.text;

import dev.watchstream.timeline.Truncation;
import java.util.List;

/** Says when addresses were left out, in one sentence, the same in all outputs. */
public final class TruncationWords {

  private TruncationWords() {}

  /**
   * {@code only some addresses are told, 3 times from event 2 to event 51: ...}.
   *
   * @param truncations in the order of time; at least one
   */
  public static String of(List<Truncation> truncations) {
    Truncation last = truncations.get(truncations.size() - 1);
    return "only some addresses are told, "
        + (truncations.size() == 1 ? "" : truncations.size() + " times ")
        + "from event "
        + truncations.get(0).from().event()
        + (last.isOver() ? " to event " + last.to().event() : " to the end")
        + ": an Endpoints holds 1,000 at most, and what is said here is of those;"
        + " the service's EndpointSlices tell of all";
  }
}
