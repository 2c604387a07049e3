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
 * Whether a run is as good as the committed baseline. Exact numbers are compared exactly. Speed is
 * compared as a ratio to a reference that ran in the same JVMs in turn, as an absolute time also
 * depends on what else the machine was doing.
 */
final class ReleaseGate {

  /**
   * A ratio fails when even the upper end of its confidence interval is below this fraction of the
   * baseline's. So noise fails a run only if it disturbs the contender, and not the reference, by
   * 15 % in nearly every round of several JVMs.
   */
  static final double LEAST_RATIO = 0.85;

  /**
   * The same on another processor than the baseline's. A reader at the speed of memory gains more
   * from a better processor than the reference does: rolling was 21 times the reference on an AMD
   * EPYC and 27 times on an Intel Xeon. A slowdown by {@link Injection#SLOWNESS} still shows in the
   * plain reader, whose ratio hardly differs.
   */
  static final double LEAST_RATIO_ELSEWHERE = 0.75;

  /**
   * An interval wider than this that begins below the limit could hide such a loss, and is no
   * answer; one that is all above the limit is, however wide. What slows down the reference as well
   * is not noise here, as both run within a second and only their ratio counts.
   */
  static final double WIDEST_INTERVAL = 0.30;

  /**
   * A reader that reaches this fraction of the speed of {@code Arrays.equals} is bound by memory,
   * too, and is compared with it: its ratio to the reference, which is bound by computation, would
   * depend on the speed of the machine's memory.
   */
  private static final double NEAR_THE_LIMIT = 0.5;

  /**
   * In bytes per event. The same code allocates the same, except what is allocated once per pass
   * and what the JIT compiler optimises away; one more object per event is at least 16 bytes.
   */
  static final double ALLOCATION_TOLERANCE = 8;

  private ReleaseGate() {}

  /** The gate's answer for one reader on one workload, or for the whole run. */
  enum Outcome {
    PASS(0),
    FAIL(1),
    /**
     * The machine was too noisy, or cannot be compared with the baseline's: neither passed nor
     * failed.
     */
    VOID(3);

    private final int exitCode;

    Outcome(int exitCode) {
      this.exitCode = exitCode;
    }

    int exitCode() {
      return exitCode;
    }
  }

  /** One answer of the gate, and the reason. */
  record Verdict(Outcome outcome, String what) {}

  /** One failure fails the run; without one, a single void makes it void. */
  static Outcome overall(List<Verdict> verdicts) {
    List<Outcome> outcomes = verdicts.stream().map(Verdict::outcome).toList();
    if (outcomes.contains(Outcome.FAIL)) {
      return Outcome.FAIL;
    }
    return outcomes.contains(Outcome.VOID) || outcomes.isEmpty() ? Outcome.VOID : Outcome.PASS;
  }

  /** The workloads of which the gate cannot tell, so that measuring them once more may help. */
  static List<String> undecided(Baseline baseline, Results.Run run, String cpu) {
    return run.rings().stream()
        .map(Ring::workload)
        .filter(
            workload -> {
              Results.Run alone = run.on(workload);
              return overall(judge(baseline.within(alone), alone, cpu)) == Outcome.VOID;
            })
        .toList();
  }

  /**
   * @param cpu the processor on which the run was measured
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

  /** A failure if an exact number differs. */
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

  /** The fraction of the speed of {@code Arrays.equals} that a reader with a memory reached. */
  static Optional<Interval> ofLimit(Results.Run run, Measurement measurement) {
    return measurement.contender().equals(Contenders.ACCELERATED)
        ? run.duel(measurement.workload(), Goal.LIMIT)
            .filter(duel -> duel.voided() == null)
            .map(Duel::ratio)
        : Optional.empty();
  }

  /** The speed relative to the baseline, by the reference that is bound by the same resource. */
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
    boolean isNarrow = relative.width() <= WIDEST_INTERVAL && relative.median() >= least;
    if (relative.low() < least && !isNarrow) {
      return new Verdict(Outcome.VOID, speed + ": too uncertain, run it on a quieter machine");
    }
    return new Verdict(Outcome.PASS, speed);
  }
}
