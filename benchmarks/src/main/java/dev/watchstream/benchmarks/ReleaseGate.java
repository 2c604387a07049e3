package dev.watchstream.benchmarks;

import dev.watchstream.benchmarks.Baseline.Entry;
import dev.watchstream.benchmarks.Results.Duel;
import dev.watchstream.benchmarks.Results.Measurement;
import dev.watchstream.benchmarks.Results.Numbers;
import dev.watchstream.benchmarks.Results.Ring;
import dev.watchstream.benchmarks.Statistics.Interval;
import dev.watchstream.benchmarks.contender.Contenders;
import dev.watchstream.benchmarks.contender.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a run is as good as the committed baseline. What is exact is compared exactly. Speed is
 * compared as a ratio to a reference that ran in the same JVMs in turn, as an absolute time would
 * only tell what else the machine was doing.
 */
final class ReleaseGate {

  /**
   * A ratio fails when even the upper end of its confidence interval is below this part of the
   * baseline's. So noise fails a run only if it disturbs the contender, and not the reference, by
   * 15 % in nearly every round of several JVMs.
   */
  static final double LEAST_RATIO = 0.85;

  /**
   * On another processor than the baseline's. Who reads at the speed of memory gains more from a
   * better one than the reference does: rolling was 21 times the reference on an AMD EPYC and 27
   * times on an Intel Xeon. A slowdown by {@link Injection#SLOWNESS} still shows in the plain
   * reader, whose ratio hardly differs.
   */
  static final double LEAST_RATIO_ELSEWHERE = 0.75;

  /**
   * An interval wider than this could hide such a loss: that is no answer. What slows the reference
   * down as well is no noise here, as both run within a second and only their ratio counts.
   */
  static final double WIDEST_INTERVAL = 0.30;

  /**
   * Who reaches this part of the speed of {@code Arrays.equals} waits for memory as that does, and
   * is held against it: beside a reference that computes, he is faster or slower as the machine's
   * memory is.
   */
  private static final double NEAR_THE_LIMIT = 0.5;

  /**
   * Bytes an event. The same code allocates the same, but for what is paid once a pass and for what
   * the JIT compiler proves away; one more object an event has at least 16.
   */
  static final double ALLOCATION_TOLERANCE = 8;

  private ReleaseGate() {}

  /** What the gate says, of one reader on one workload or of the whole run. */
  enum Outcome {
    PASS(0),
    FAIL(1),
    /** The machine was too noisy, or is not one to compare with: neither green nor red. */
    VOID(3);

    private final int exitCode;

    Outcome(int exitCode) {
      this.exitCode = exitCode;
    }

    int exitCode() {
      return exitCode;
    }
  }

  /** What the gate says of one thing, and why. */
  record Verdict(Outcome outcome, String what) {}

  /** The worst: one failure fails the run; without one, a single void makes it void. */
  static Outcome overall(List<Verdict> verdicts) {
    List<Outcome> outcomes = verdicts.stream().map(Verdict::outcome).toList();
    if (outcomes.contains(Outcome.FAIL)) {
      return Outcome.FAIL;
    }
    return outcomes.contains(Outcome.VOID) || outcomes.isEmpty() ? Outcome.VOID : Outcome.PASS;
  }

  /**
   * @param cpu on which the run was measured
   */
  static List<Verdict> judge(Baseline baseline, Results.Run run, String cpu) {
    List<Verdict> verdicts = new ArrayList<>();
    if (baseline.feature() != run.feature()) {
      verdicts.add(
          new Verdict(
              Outcome.VOID,
              "the baseline was written on JDK %d, this is %d: run the gate on that one"
                  .formatted(baseline.feature(), run.feature())));
      return verdicts;
    }
    boolean isItsCpu = baseline.cpu().equals(cpu);
    for (Measurement measurement : run.measurements()) {
      if (Contenders.ours().contains(measurement.contender())) {
        verdicts.add(judge(baseline, run, measurement, isItsCpu));
      }
    }
    for (Entry entry : baseline.entries()) {
      if (run.find(entry.workload(), entry.contender()).isEmpty()) {
        verdicts.add(
            new Verdict(
                Outcome.FAIL,
                "%s on %s is in the baseline but was not measured"
                    .formatted(entry.contender(), entry.workload())));
      }
    }
    return verdicts;
  }

  private static Verdict judge(
      Baseline baseline, Results.Run run, Measurement measurement, boolean isItsCpu) {
    String who = measurement.contender() + " on " + measurement.workload();
    Numbers numbers = measurement.numbers();
    if (numbers == null) {
      Outcome outcome = measurement.wasCold() ? Outcome.VOID : Outcome.FAIL;
      return new Verdict(outcome, who + ": " + measurement.skipped());
    }
    Ring ring =
        run.rings().stream()
            .filter(r -> r.workload().equals(measurement.workload()))
            .findFirst()
            .orElseThrow();
    return baseline
        .find(measurement.contender(), measurement.workload())
        .map(
            entry ->
                inexact(who, entry, ring, numbers, measurement.work())
                    .orElseGet(
                        () ->
                            speed(
                                who,
                                numbers,
                                relative(entry, numbers, ofLimit(run, measurement), isItsCpu),
                                isItsCpu ? LEAST_RATIO : LEAST_RATIO_ELSEWHERE)))
        .orElseGet(
            () ->
                new Verdict(
                    Outcome.FAIL, who + " is not in the baseline: write it, --write-baseline"));
  }

  /** What is not exactly as it was. */
  private static Optional<Verdict> inexact(
      String who, Entry entry, Ring ring, Numbers numbers, @Nullable Work work) {
    String what = null;
    if (ring.bytes() != entry.bytes()
        || ring.events() != entry.events()
        || ring.checksum() != entry.checksum()) {
      what =
          ("other work than the baseline's: %d bytes, %d events, checksum %d; not %d, %d, %d. If the"
                  + " workload was meant to change, --write-baseline")
              .formatted(
                  ring.bytes(),
                  ring.events(),
                  ring.checksum(),
                  entry.bytes(),
                  entry.events(),
                  entry.checksum());
    } else if (!Objects.equals(work, entry.work())) {
      what =
          "did %s, the baseline %s. If it was meant to change, --write-baseline"
              .formatted(work, entry.work());
    } else if (numbers.allocatedPerEvent() - entry.allocatedPerEvent() > ALLOCATION_TOLERANCE) {
      what =
          "allocates %.1f bytes an event, the baseline %.1f"
              .formatted(numbers.allocatedPerEvent(), entry.allocatedPerEvent());
    }
    return Optional.ofNullable(what).map(text -> new Verdict(Outcome.FAIL, who + ": " + text));
  }

  /** Which part of the speed of {@code Arrays.equals} a reader with a memory has reached. */
  static Optional<Interval> ofLimit(Results.Run run, Measurement measurement) {
    return measurement.contender().equals(Contenders.ACCELERATED)
        ? run.duel(measurement.workload(), Goal.LIMIT)
            .filter(duel -> duel.voided() == null)
            .map(Duel::ratio)
        : Optional.empty();
  }

  /** Beside the baseline, by the yardstick that is held up by what holds the reader up. */
  private static Interval relative(
      Entry entry, Numbers numbers, Optional<Interval> ofLimit, boolean isItsCpu) {
    Double before = entry.ofLimit();
    if (isItsCpu && before != null && before >= NEAR_THE_LIMIT && ofLimit.isPresent()) {
      return ofLimit.get().dividedBy(before);
    }
    return numbers.ratio().dividedBy(entry.ratio());
  }

  private static Verdict speed(String who, Numbers numbers, Interval relative, double least) {
    String speed =
        "%s: %.2f × the baseline's ratio (%.2f to %.2f), %.1f bytes an event"
            .formatted(
                who,
                relative.median(),
                relative.low(),
                relative.high(),
                numbers.allocatedPerEvent());
    if (relative.high() < least) {
      return new Verdict(Outcome.FAIL, speed + ": slower");
    }
    if (relative.width() > WIDEST_INTERVAL || relative.median() < least) {
      return new Verdict(Outcome.VOID, speed + ": too uncertain, run it on a quieter machine");
    }
    return new Verdict(Outcome.PASS, speed);
  }
}
