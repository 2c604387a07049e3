package dev.watchstream.replay.faults;

import java.util.List;

/**
 * How a fault is written, and what a client sees of it.
 *
 * @param text with placeholders in capitals, which {@link #words} explains
 * @param effect without a full stop
 */
public record FaultUsage(String text, String effect) {
  private static final List<FaultUsage> WORDS =
      List.of(
          new FaultUsage(
              "POINT",
              "byte=N (after N bytes), event=N (in front of line N, counted from 0), event=N+BYTES,"
                  + " character=N (inside the Nth of more than one byte) or time=TIME (of the"
                  + " recording)"),
          new FaultUsage("TIME", "such as 200ms, 5s or 1h30m"),
          new FaultUsage("...@request=N", "only the Nth request that the fault could meet"),
          new FaultUsage(
              "...@path=PATTERN", "only requests with that path, * standing for anything"));

  /** All forms of all faults. */
  public static List<FaultUsage> all() {
    return Faults.ALL.stream().flatMap(kind -> kind.usages().stream()).toList();
  }

  /** The placeholders in {@link #all}, and the suffixes that every fault may have. */
  public static List<FaultUsage> words() {
    return WORDS;
  }
}
