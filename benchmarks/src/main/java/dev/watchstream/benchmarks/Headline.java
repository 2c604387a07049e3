package dev.watchstream.benchmarks;

import dev.watchstream.benchmarks.Results.Duel;
import dev.watchstream.benchmarks.Results.Measurement;
import dev.watchstream.benchmarks.Results.Numbers;
import dev.watchstream.benchmarks.contender.Contenders;
import dev.watchstream.benchmarks.workload.Workload;
import java.util.Locale;
import java.util.Optional;

/** The one sentence to quote: the recorded rollout's speed, with its conditions. */
final class Headline {

  private Headline() {}

  /** Empty where that was not measured. */
  static Optional<String> of(Results results) {
    Results.Run run = results.runs().get(0);
    String workload = Workload.RECORDED.label();
    return run.duel(workload, Goal.PEER)
        .filter(duel -> duel.voided() == null)
        .flatMap(
            duel ->
                run.find(workload, Contenders.ACCELERATED)
                    .map(Measurement::numbers)
                    .map(numbers -> sentence(numbers, duel, run, results.environment())));
  }

  private static String sentence(
      Numbers numbers, Duel duel, Results.Run run, Environment environment) {
    return String.format(
        Locale.ROOT,
        "A recorded rollout of 1,000 pods is read at **%.1f GB/s, %.1f times (%.1f – %.1f) as fast"
            + " as by %s**, the fastest other way on the JVM (JDK %d, one core of %s, %s).",
        numbers.megabytesPerSecond() / 1e3,
        duel.ratio().median(),
        duel.ratio().low(),
        duel.ratio().high(),
        Names.title(duel.opponent()),
        run.feature(),
        environment.cpu(),
        environment.date());
  }
}
