package dev.watchstream.benchmarks;

import dev.watchstream.benchmarks.Embedding.Construction;
import dev.watchstream.benchmarks.Embedding.Retained;
import dev.watchstream.benchmarks.Results.Duel;
import dev.watchstream.benchmarks.Results.Measurement;
import dev.watchstream.benchmarks.Results.Numbers;
import dev.watchstream.benchmarks.Results.Ring;
import dev.watchstream.benchmarks.Statistics.Interval;
import java.util.List;
import java.util.Map;

/** Made-up results. */
final class Samples {

  private Samples() {}

  static Results results() {
    return new Results(
        new Environment(
            "2026-11-22", "A <fast> CPU & more", 2, "Linux", List.of("-Xmx3g"), Map.of("x", "1")),
        List.of(
            new Results.Run(
                "17.0.15+6",
                17,
                List.of(new Ring("rolling", 64_000_000, 300, 42)),
                List.of(
                    new Measurement("rolling", "plain", null, numbers(310, 0.03), 0.97, null),
                    new Measurement(
                        "rolling", "jackson-by-hand", null, numbers(300, 0.25), 1.0, null),
                    Measurement.skipped("rolling", "fabric8", "reads one event a line"),
                    new Measurement("rolling", "equals", null, numbers(12_000, 0.01), null, null)),
                List.of(
                    duel(Goal.PEER, "fastjson2", new Interval(10.2, 11, 12)),
                    duel(Goal.LIMIT, "equals", new Interval(0.7, 0.75, 0.8)),
                    duel(Goal.PLAIN, "plain", new Interval(0.8, 0.9, 0.94))))),
        new Embedding(
            Map.of("plain", new Latency(1000, 400, 600, 900)),
            Map.of("plain", 55.0),
            Map.of("plain", new Construction(900, 70_000)),
            List.of(new Retained("plain", 100, 300_000))));
  }

  private static Duel duel(Goal goal, String opponent, Interval ratio) {
    return new Duel("rolling", goal, opponent, ratio, 0.03, 12, null);
  }

  private static Numbers numbers(double megabytesPerSecond, double noise) {
    return new Numbers(
        megabytesPerSecond, new Interval(0.95, 1.0, 1.1), noise, megabytesPerSecond * 10, 12);
  }
}
