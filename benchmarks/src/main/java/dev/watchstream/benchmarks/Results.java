package dev.watchstream.benchmarks;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.watchstream.benchmarks.Statistics.Interval;
import dev.watchstream.benchmarks.contender.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All results: the source of the report, and the content of {@code benchmarks.json}.
 *
 * @param environment where it ran
 * @param runs one for each JDK
 * @param embedding what a parser costs beside its speed; null if that was not measured
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Results(Environment environment, List<Run> runs, @Nullable Embedding embedding) {

  /** All comparisons on one JDK. */
  record Run(
      String jdk, int feature, List<Ring> rings, List<Measurement> measurements, List<Duel> duels) {

    Optional<Measurement> find(String workload, String contender) {
      return measurements.stream()
          .filter(m -> m.workload().equals(workload) && m.contender().equals(contender))
          .findFirst();
    }

    Optional<Duel> duel(String workload, Goal goal) {
      return duels.stream()
          .filter(d -> d.workload().equals(workload) && d.goal() == goal)
          .findFirst();
    }

    /** Only what was measured on one workload. */
    Run on(String workload) {
      return having(workload::equals);
    }

    /** Only what was measured on the other workloads. */
    Run without(String workload) {
      return having(other -> !other.equals(workload));
    }

    /** With lists of its own, as measuring adds to them. */
    private Run having(Predicate<String> workload) {
      return new Run(
          jdk,
          feature,
          new ArrayList<>(rings.stream().filter(r -> workload.test(r.workload())).toList()),
          new ArrayList<>(measurements.stream().filter(m -> workload.test(m.workload())).toList()),
          new ArrayList<>(duels.stream().filter(d -> workload.test(d.workload())).toList()));
    }
  }

  /**
   * The bytes of one workload.
   *
   * @param checksum the checksum of the visits of a pass
   */
  record Ring(String workload, long bytes, int events, long checksum) {}

  /**
   * One contender on one workload.
   *
   * @param skipped why there are no numbers; null if there are
   * @param partOfPublished its speed as a fraction of its figure in BENCHMARKS.md, of the same JDK;
   *     null where there is none
   * @param work what a new reader did in its first pass; null where it is not counted
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Measurement(
      String workload,
      String contender,
      @Nullable String skipped,
      @Nullable Numbers numbers,
      @Nullable Double partOfPublished,
      @Nullable Work work) {

    private static final String NOT_WARM = "not warm";
    private static final String TIME_WAS_UP = "not measured: the time was up";

    static Measurement skipped(String workload, String contender, String reason) {
      return new Measurement(workload, contender, reason, null, null, null);
    }

    static Measurement notWarm(String workload, String contender) {
      return skipped(workload, contender, NOT_WARM + ": no number, on a quieter machine perhaps");
    }

    static Measurement timeWasUp(String workload, String contender) {
      return skipped(workload, contender, TIME_WAS_UP);
    }

    /** Whether it can read the workload, but there are no numbers. */
    boolean isOnlyNotMeasured() {
      return wasCold() || TIME_WAS_UP.equals(skipped);
    }

    /** Whether there are no numbers because it was not warm. */
    boolean wasCold() {
      return skipped != null && skipped.startsWith(NOT_WARM);
    }
  }

  /**
   * The accelerated reader and one other, in turn in the same JVMs.
   *
   * @param ratio how many times as fast as the opponent, with 95 % confidence
   * @param noise the noise of the reference, which ran with them
   * @param voided why the ratio does not count and is not shown; null if it counts
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Duel(
      String workload,
      Goal goal,
      String opponent,
      Interval ratio,
      double noise,
      int rounds,
      @Nullable String voided) {

    /** The ratio, or that it is void. */
    String inWords() {
      return voided == null ? goal.inWords(ratio.median()) : "void";
    }
  }

  /**
   * What was measured.
   *
   * @param megabytesPerSecond the speed of the median pass; a megabyte is a million bytes
   * @param ratio how many times as fast as the reference in the same JVMs, with 95 % confidence
   * @param referenceNoise the interquartile range of the reference's times, relative to their
   *     median
   * @param allocatedPerEvent in bytes, the least of all passes
   */
  record Numbers(
      double megabytesPerSecond,
      Interval ratio,
      double referenceNoise,
      double allocatedPerEvent,
      int rounds) {

    static Numbers of(Comparison comparison, int contender, Ring ring) {
      return new Numbers(
          ring.bytes() * 1e3 / comparison.medianNanos(contender),
          comparison.ratio(contender, comparison.reference()),
          comparison.noise(),
          (double) comparison.allocatedBytes(contender) / ring.events(),
          comparison.rounds());
    }
  }
}
