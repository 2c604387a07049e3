package dev.watchstream.benchmarks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.watchstream.benchmarks.Results.Measurement;
import dev.watchstream.benchmarks.Results.Numbers;
import dev.watchstream.benchmarks.Results.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The figures of {@code BENCHMARKS.md}, which is a full run. A peer that is much slower than there
 * was disturbed, and makes what is compared with it look better.
 */
final class Published {

  /** A peer that reaches less than this fraction of its figure makes a ratio void. */
  static final double LEAST_PART = 0.70;

  private final @Nullable Results results;
  private final boolean isThisCpu;

  private Published(@Nullable Results results, boolean isThisCpu) {
    this.results = results;
    this.isThisCpu = isThisCpu;
  }

  /** No published figures. */
  static Published none() {
    return new Published(null, true);
  }

  /**
   * @param cpu the processor of this machine
   */
  static Published of(Results results, String cpu) {
    return new Published(results, results.environment().cpu().equals(cpu));
  }

  /** The figures of that {@code benchmarks.json}; none if there is no such file. */
  static Published read(Path json, String cpu) throws IOException {
    return Files.exists(json)
        ? of(new JsonMapper().readValue(Files.readAllBytes(json), Results.class), cpu)
        : none();
  }

  /**
   * A speed as a fraction of its figure. On another processor than the published one, their ratios
   * to the reference are compared, as absolute speeds differ between processors.
   */
  Optional<Double> part(int feature, String workload, String contender, Numbers numbers) {
    return numbers(feature, workload, contender)
        .map(
            figure ->
                isThisCpu
                    ? numbers.megabytesPerSecond() / figure.megabytesPerSecond()
                    : numbers.ratio().median() / figure.ratio().median());
  }

  /** The fastest by their figures, the fastest one first; all of them where none has a figure. */
  List<String> fastest(int feature, String workload, List<String> names, int most) {
    boolean areKnown = names.stream().anyMatch(name -> figure(feature, workload, name).isPresent());
    return areKnown
        ? names.stream()
            .sorted(
                Comparator.comparingDouble(
                    name -> -figure(feature, workload, name).orElse(Double.NEGATIVE_INFINITY)))
            .limit(most)
            .toList()
        : names;
  }

  private Optional<Double> figure(int feature, String workload, String contender) {
    return numbers(feature, workload, contender).map(Numbers::megabytesPerSecond);
  }

  private Optional<Numbers> numbers(int feature, String workload, String contender) {
    if (results == null) {
      return Optional.empty();
    }
    return results.runs().stream()
        .filter(run -> run.feature() == feature)
        .findFirst()
        .flatMap((Run run) -> run.find(workload, contender))
        .map(Measurement::numbers);
  }

  /** Why a peer makes a ratio void; empty if it does not. */
  static Optional<String> tooSlow(String peer, @Nullable Double part) {
    return part != null && part < LEAST_PART
        ? Optional.of("%s at %.0f %% of its figure".formatted(peer, 100 * part))
        : Optional.empty();
  }
}
