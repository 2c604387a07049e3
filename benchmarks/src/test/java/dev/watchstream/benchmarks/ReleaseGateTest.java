package dev.watchstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.benchmarks.Baseline.Entry;
import dev.watchstream.benchmarks.ReleaseGate.Outcome;
import dev.watchstream.benchmarks.ReleaseGate.Verdict;
import dev.watchstream.benchmarks.Results.Duel;
import dev.watchstream.benchmarks.Results.Measurement;
import dev.watchstream.benchmarks.Results.Numbers;
import dev.watchstream.benchmarks.Results.Ring;
import dev.watchstream.benchmarks.Statistics.Interval;
import dev.watchstream.benchmarks.contender.Contenders;
import dev.watchstream.benchmarks.contender.Work;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The gate on made-up samples. */
final class ReleaseGateTest {

  private static final String CPU = "cpu";
  private static final Ring RING = new Ring("rolling", 1_000_000, 1_000, 42);

  private static final Work WORK = new Work(900, 800, 100, 100, 5);
  private static final double PASS_NANOS = 1e8;

  /** The relative noise of a quiet machine. */
  private static final double QUIET = 0.02;

  private static final long ALLOCATED = 100_000;

  @Test
  void the_same_code_passes() {
    assertThat(gate(samples(1.0, QUIET, ALLOCATED))).isEqualTo(Outcome.PASS);
  }

  @Test
  void a_faster_and_thriftier_reader_passes() {
    assertThat(gate(samples(0.5, QUIET, ALLOCATED / 2))).isEqualTo(Outcome.PASS);
  }

  @Test
  void the_injected_slowdown_fails() {
    assertThat(gate(samples(Injection.SLOWNESS, QUIET, ALLOCATED))).isEqualTo(Outcome.FAIL);
  }

  @Test
  void the_injected_allocation_fails_as_it_is_counted() throws IOException {
    long injected = allocatedBy(Injection.ALLOCATION, RING) - allocatedBy(Injection.NONE, RING);

    assertThat(injected).isGreaterThan(RING.bytes() / 1024 * 16);
    assertThat(gate(samples(1.0, QUIET, ALLOCATED + injected))).isEqualTo(Outcome.FAIL);
  }

  private static long allocatedBy(Injection injection, Ring ring) throws IOException {
    Runner runner =
        new Runner(
            injection.into(() -> ring.checksum(), (int) ring.bytes()), JitCompiler.ofThisJvm());
    runner.warm(0);
    runner.sample();
    runner.sample();
    return runner.series().allocatedBytes();
  }

  @Test
  void who_was_not_warm_is_neither_green_nor_red() {
    Results.Run run =
        new Results.Run(
            "17", 17, List.of(RING), List.of(Measurement.notWarm("rolling", "plain")), List.of());
    assertThat(ReleaseGate.judge(baseline(), run, CPU))
        .extracting(ReleaseGate.Verdict::outcome)
        .containsExactly(Outcome.VOID);
  }

  @Test
  void more_garbage_fails_on_a_noisy_machine_too_as_it_is_counted_exactly() {
    assertThat(gate(samples(1.0, 0.5, 2 * ALLOCATED))).isEqualTo(Outcome.FAIL);
  }

  @Test
  void a_slowdown_within_what_runs_differ_by_passes() {
    assertThat(gate(samples(1.08, QUIET, ALLOCATED))).isEqualTo(Outcome.PASS);
  }

  @Test
  void a_machine_that_slows_everybody_down_passes() {
    List<Comparison.Fork> forks = new ArrayList<>();
    for (Comparison.Fork fork : samples(1.0, QUIET, ALLOCATED)) {
      forks.add(
          new Comparison.Fork(
              fork.series().stream()
                  .map(s -> series(s.nanos().stream().map(n -> 3 * n).toList()))
                  .toList()));
    }

    assertThat(gate(forks)).isEqualTo(Outcome.PASS);
  }

  @Test
  void a_machine_that_is_slower_for_a_while_leaves_the_verdicts_as_they_are() {
    assertThat(gate(unsteady(samples(1.0, QUIET, ALLOCATED)))).isEqualTo(Outcome.PASS);
    assertThat(gate(unsteady(samples(Injection.SLOWNESS, QUIET, ALLOCATED))))
        .isEqualTo(Outcome.FAIL);
  }

  @Test
  void noise_in_one_of_the_two_lets_no_slowdown_pass() {
    assertThat(gate(samples(Injection.SLOWNESS, 0.5, ALLOCATED))).isNotEqualTo(Outcome.PASS);
  }

  /** Rounds take up to three times as long, for all contenders. */
  private static List<Comparison.Fork> unsteady(List<Comparison.Fork> forks) {
    return forks.stream()
        .map(
            fork ->
                new Comparison.Fork(
                    fork.series().stream()
                        .map(
                            s ->
                                series(
                                    IntStream.range(0, s.nanos().size())
                                        .mapToObj(i -> s.nanos().get(i) * (1 + i % 3))
                                        .toList()))
                        .toList()))
        .toList();
  }

  @Test
  void a_contender_that_wobbles_beside_a_quiet_reference_is_void() {
    List<Comparison.Fork> forks =
        samples(1.0, QUIET, ALLOCATED).stream()
            .map(
                fork ->
                    new Comparison.Fork(
                        List.of(
                            series(List.of(0.6 * PASS_NANOS, PASS_NANOS, 1.6 * PASS_NANOS)),
                            series(List.of(PASS_NANOS, PASS_NANOS, PASS_NANOS)))))
            .toList();

    assertThat(gate(forks)).isEqualTo(Outcome.VOID);
  }

  @Test
  void a_contender_that_wobbles_but_is_always_faster_than_the_limit_passes() {
    List<Comparison.Fork> forks =
        samples(1.0, QUIET, ALLOCATED).stream()
            .map(
                fork ->
                    new Comparison.Fork(
                        List.of(
                            series(List.of(0.4 * PASS_NANOS, 0.6 * PASS_NANOS, PASS_NANOS)),
                            series(List.of(PASS_NANOS, PASS_NANOS, PASS_NANOS)))))
            .toList();

    assertThat(gate(forks)).isEqualTo(Outcome.PASS);
  }

  @Test
  void only_what_is_void_is_measured_once_more() {
    Results.Run run =
        new Results.Run(
            "17",
            17,
            List.of(RING, new Ring("zipf", 1, 1, 1)),
            List.of(
                Measurement.notWarm("rolling", "plain"),
                Measurement.skipped("zipf", "plain", "is not in the baseline")),
            List.of());

    assertThat(ReleaseGate.undecided(baseline(), run, CPU)).containsExactly("rolling");
    assertThat(run.without("rolling")).isEqualTo(run.on("zipf"));
  }

  @Test
  void other_work_than_the_baselines_fails() {
    Ring other = new Ring("rolling", 1_000_000, 1_001, 42);

    assertThat(gate(baseline(), other, samples(1.0, QUIET, ALLOCATED))).isEqualTo(Outcome.FAIL);
  }

  @Test
  void one_more_byte_tokenized_than_the_baselines_fails() {
    Work more =
        new Work(
            WORK.compared(), WORK.recalled(), WORK.shaped(), WORK.tokenized() + 1, WORK.resyncs());

    assertThat(gate(baseline(), RING, samples(1.0, QUIET, ALLOCATED), more))
        .isEqualTo(Outcome.FAIL);
  }

  @Test
  void another_jdk_than_the_baselines_is_void() {
    Baseline on25 = new Baseline(25, CPU, baseline().entries());

    assertThat(gate(on25, RING, samples(1.0, QUIET, ALLOCATED))).isEqualTo(Outcome.VOID);
  }

  @Test
  void on_another_processor_a_lesser_ratio_passes_but_no_injected_slowdown() {
    Baseline elsewhere = new Baseline(17, "another", baseline().entries());

    assertThat(gate(samples(1.25, QUIET, ALLOCATED))).isEqualTo(Outcome.FAIL);
    assertThat(gate(elsewhere, RING, samples(1.25, QUIET, ALLOCATED))).isEqualTo(Outcome.PASS);
    assertThat(gate(elsewhere, RING, samples(Injection.SLOWNESS, QUIET, ALLOCATED)))
        .isEqualTo(Outcome.FAIL);
  }

  @Test
  void a_reader_near_the_limit_is_held_against_the_limit_where_the_baseline_is_of_this_processor() {
    assertThat(nearTheLimit(CPU, 1.0, 0.5)).isEqualTo(Outcome.PASS);
    assertThat(nearTheLimit(CPU, 0.7, 1.0)).isEqualTo(Outcome.FAIL);
    assertThat(nearTheLimit("another", 0.7, 1.0)).isEqualTo(Outcome.PASS);
    assertThat(nearTheLimit("another", 1.0, 0.5)).isEqualTo(Outcome.FAIL);
  }

  /** The outcome for a reader whose ratios are these fractions of the baseline's. */
  private static Outcome nearTheLimit(String cpu, double ofLimit, double ofReference) {
    Entry entry =
        new Entry(
            Contenders.ACCELERATED,
            "rolling",
            RING.bytes(),
            RING.events(),
            RING.checksum(),
            0,
            20.0,
            0.8,
            null);
    Interval ratio = exactly(20 * ofReference);
    Measurement measurement =
        new Measurement(
            "rolling", Contenders.ACCELERATED, null, new Numbers(1, ratio, 0, 0, 1), null, null);
    Duel duel = new Duel("rolling", Goal.LIMIT, "equals", exactly(0.8 * ofLimit), 0, 1, null);
    Results.Run run = new Results.Run("17", 17, List.of(RING), List.of(measurement), List.of(duel));
    return ReleaseGate.overall(ReleaseGate.judge(new Baseline(17, CPU, List.of(entry)), run, cpu));
  }

  private static Interval exactly(double ratio) {
    return new Interval(ratio, ratio, ratio);
  }

  @Test
  void a_reader_that_is_not_in_the_baseline_fails() {
    Baseline empty = new Baseline(17, CPU, List.of());

    assertThat(gate(empty, RING, samples(1.0, QUIET, ALLOCATED))).isEqualTo(Outcome.FAIL);
  }

  @Test
  void a_reader_of_the_baseline_that_was_not_measured_fails() {
    Results.Run nothing = new Results.Run("17", 17, List.of(), List.of(), List.of());

    assertThat(ReleaseGate.overall(ReleaseGate.judge(baseline(), nothing, CPU)))
        .isEqualTo(Outcome.FAIL);
  }

  @Test
  void one_failure_fails_the_run_and_one_void_leaves_it_neither_green_nor_red() {
    Verdict pass = new Verdict(Outcome.PASS, "");
    Verdict none = new Verdict(Outcome.VOID, "");
    Verdict fail = new Verdict(Outcome.FAIL, "");

    assertThat(ReleaseGate.overall(List.of(pass, none, fail))).isEqualTo(Outcome.FAIL);
    assertThat(ReleaseGate.overall(List.of(pass, none, pass))).isEqualTo(Outcome.VOID);
    assertThat(ReleaseGate.overall(List.of(pass, pass))).isEqualTo(Outcome.PASS);
  }

  @Test
  void the_outcomes_have_exit_codes_of_their_own() {
    assertThat(Stream.of(Outcome.values()).map(Outcome::exitCode)).containsExactly(0, 1, 3);
  }

  private static Outcome gate(List<Comparison.Fork> forks) {
    return gate(baseline(), RING, forks);
  }

  private static Outcome gate(Baseline baseline, Ring ring, List<Comparison.Fork> forks) {
    return gate(baseline, ring, forks, WORK);
  }

  private static Outcome gate(
      Baseline baseline, Ring ring, List<Comparison.Fork> forks, Work work) {
    Numbers numbers = Numbers.of(new Comparison(forks), 0, ring);
    Results.Run run =
        new Results.Run(
            "17",
            17,
            List.of(ring),
            List.of(new Measurement("rolling", "plain", null, numbers, null, work)),
            List.of());
    return ReleaseGate.overall(ReleaseGate.judge(baseline, run, CPU));
  }

  private static Baseline baseline() {
    return new Baseline(
        17,
        CPU,
        List.of(
            new Entry(
                "plain",
                "rolling",
                RING.bytes(),
                RING.events(),
                RING.checksum(),
                (double) ALLOCATED / RING.events(),
                1.0,
                null,
                WORK)));
  }

  /** Four JVMs of six rounds, in which the contender takes {@code slowness} times as long. */
  private static List<Comparison.Fork> samples(double slowness, double noise, long allocated) {
    SplittableRandom random = new SplittableRandom(3);
    List<Comparison.Fork> forks = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      forks.add(
          new Comparison.Fork(
              List.of(
                  series(noisy(random, slowness * PASS_NANOS, noise), allocated),
                  series(noisy(random, PASS_NANOS, noise), allocated))));
    }
    return forks;
  }

  private static Comparison.Series series(List<Double> nanos) {
    return series(nanos, ALLOCATED);
  }

  private static Comparison.Series series(List<Double> nanos, long allocated) {
    return new Comparison.Series(nanos, allocated, RING.checksum(), true);
  }

  private static List<Double> noisy(SplittableRandom random, double nanos, double noise) {
    return random.doubles(6, 1 - noise, 1 + noise).map(n -> n * nanos).boxed().toList();
  }
}
