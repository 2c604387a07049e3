package dev.watchstream.client.soak;

import dev.watchstream.replay.faults.FaultRule;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** Another fault for each request; the same seed gives the same faults. */
final class RandomFaults {

  /** Faults that end a watch. N stands for an event's number, B for a place in it. */
  private static final List<String> ENDS =
      List.of(
          "cut@event=N",
          "cut@event=N+B",
          "cut=clean@event=N",
          "cut=clean@event=N+B",
          "cut=rst@event=N",
          "cut=rst@event=N+B",
          "cut=goaway@event=N",
          "cut=rst_stream@event=N+B",
          "garbage=9@event=N",
          "gone@event=N",
          "gone@request=1 cut@event=N",
          "status=429:1s@request=1 cut@event=N",
          "status=500@request=1 cut=clean@event=N",
          "status=503:1s@request=1 cut@event=N+B");

  /** Faults that do not end it. */
  private static final List<String> NUISANCES =
      List.of(
          "",
          "duplicate@event=1",
          "stall@event=1:300ms",
          // Longer than proxies accept a quiet connection.
          "stall@event=2:70s",
          "delay:2ms",
          "jitter:4ms",
          "dribble=40000",
          "dribble=50000:1ms");

  private final Random random;
  private final String path;

  /** For requests of that path only. */
  RandomFaults(long seed, String path) {
    this.random = new Random(seed);
    this.path = path;
  }

  List<FaultRule> next() {
    String chosen = of(NUISANCES) + " " + of(ENDS);
    String event = String.format(Locale.ROOT, "event=%d", random.nextInt(200));
    String faults = chosen.replace("event=N", event).replace("+B", "+" + random.nextInt(150_000));
    return Stream.of(faults.split(" ", -1))
        .filter(fault -> !fault.isEmpty())
        .map(FaultRule::parse)
        .map(rule -> rule.onPath(path))
        .toList();
  }

  private String of(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
