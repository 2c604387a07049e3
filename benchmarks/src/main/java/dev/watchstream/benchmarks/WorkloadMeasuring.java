package dev.watchstream.benchmarks;

import dev.watchstream.benchmarks.CorrectnessGate.Expected;
import dev.watchstream.benchmarks.CorrectnessGate.Outcome;
import dev.watchstream.benchmarks.Results.Duel;
import dev.watchstream.benchmarks.Results.Measurement;
import dev.watchstream.benchmarks.Results.Numbers;
import dev.watchstream.benchmarks.Results.Ring;
import dev.watchstream.benchmarks.contender.Contender;
import dev.watchstream.benchmarks.contender.Contenders;
import dev.watchstream.benchmarks.contender.Limit;
import dev.watchstream.benchmarks.contender.Work;
import dev.watchstream.benchmarks.workload.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Measures one workload: first whether all contenders are correct, then how fast they are. The
 * others come first, each in turn with the reference; then our readers, all in turn with the
 * fastest of them, the limit and the reference.
 */
final class WorkloadMeasuring {

  /** A reference whose times spread by more is marked in the report. */
  static final double MOST_NOISE = 0.10;

  /** The fastest peer is assumed to be among this many by the published figures. */
  private static final int LIKELY_FASTEST = 3;

  private final Plan plan;
  private final Workload workload;
  private final Jvm jvm;
  private final Injection injection;
  private final Progress progress;
  private final Published published;
  private final long deadline;

  private final RingFile whole;

  /** The beginning, which is enough for each of the others alone. */
  private final RingFile part;

  private final Expected expected;
  private final Map<String, Measurement> found = new LinkedHashMap<>();

  WorkloadMeasuring(
      Plan plan,
      Workload workload,
      Rings rings,
      Jvm jvm,
      Injection injection,
      Progress progress,
      Published published,
      long deadline)
      throws IOException {
    this.plan = plan;
    this.workload = workload;
    this.jvm = jvm;
    this.injection = injection;
    this.progress = progress;
    this.published = published;
    this.deadline = deadline;
    whole =
        RingFile.of(
            rings,
            workload,
            Math.max(Plan.RING_BYTES, plan.wholeRecordings() ? workload.naturalBytes() : 0));
    part = plan.alone() > 0 ? RingFile.of(rings, workload, Plan.RING_BYTES_FOR_OTHERS) : whole;
    expected =
        CorrectnessGate.expected(
            plan.checkedBytes() < whole.ring().bytes()
                ? workload.input(plan.checkedBytes())
                : whole.input());
  }

  void into(Results.Run run) throws IOException {
    if (plan.alone() > 0) {
      for (String name : others()) {
        Measurement measurement = measureOther(name);
        found.put(name, measurement);
        progress.done(List.of(measurement));
      }
    }
    measureOurs(run.duels());
    run.rings().add(whole.ring());
    Names.all().stream()
        .filter(found::containsKey)
        .forEach(name -> run.measurements().add(found.get(name)));
  }

  /** Without one of these, the ratio to the fastest peer would be void. */
  private List<String> likelyFastest() {
    return published.fastest(jvm.feature(), workload.label(), Contenders.peers(), LIKELY_FASTEST);
  }

  private List<String> others() {
    return published.fastest(jvm.feature(), workload.label(), plan.others(), plan.mostOthers());
  }

  private Measurement measureOther(String name) {
    boolean isContender = Contenders.names().contains(name);
    String reason = isContender ? reasonToSkip(name) : null;
    if (reason != null) {
      return Measurement.skipped(workload.label(), name, reason);
    }
    if (!isInTime() && !likelyFastest().contains(name)) {
      return Measurement.timeWasUp(workload.label(), name);
    }
    // A limit is bound by memory, so it reads what no cache holds.
    RingFile ring = isContender ? part : whole;
    Comparison comparison =
        compare(ring, List.of(name, Contenders.REFERENCE), plan.effortForOthers());
    return measurement(name, ring, comparison, 0, null);
  }

  private void measureOurs(List<Duel> duels) throws IOException {
    boolean besideOthers = !plan.others().isEmpty();
    List<String> names = new ArrayList<>(Contenders.ours());
    names.add(Limit.ARRAYS_EQUALS.label());
    if (besideOthers) {
      names.addAll(fastestPeers());
    }
    names.add(Contenders.REFERENCE);
    for (String ours : Contenders.ours()) {
      String reason = reasonToSkip(ours);
      if (reason != null) {
        throw new BenchException("%s does not read %s: %s".formatted(ours, workload, reason));
      }
    }

    Comparison comparison = compare(whole, names, plan.effort());
    List<Measurement> measured = new ArrayList<>();
    for (String name : names.subList(0, comparison.reference())) {
      measured.add(measurement(name, whole, comparison, names.indexOf(name), work(name)));
    }
    measured.forEach(measurement -> found.put(measurement.contender(), measurement));
    progress.done(measured);

    if (besideOthers) {
      found.putIfAbsent(
          Contenders.REFERENCE,
          measurement(Contenders.REFERENCE, whole, comparison, comparison.reference(), null));
      String peer =
          names.stream()
              .filter(
                  name -> name.equals(Contenders.REFERENCE) || Contenders.peers().contains(name))
              .min(Comparator.comparingDouble(n -> comparison.medianNanos(names.indexOf(n))))
              .orElseThrow();
      duels.add(duel(Goal.PEER, peer, names, comparison, whyVoid(names, comparison)));
    }
    duels.add(duel(Goal.LIMIT, Limit.ARRAYS_EQUALS.label(), names, comparison, null));
    duels.add(duel(Goal.PLAIN, Contenders.PLAIN, names, comparison, null));
  }

  /**
   * A reason if a likely fastest peer was not measured, not warm, or disturbed: it might be faster.
   */
  private @Nullable String whyVoid(List<String> names, Comparison comparison) {
    List<String> likely = likelyFastest();
    for (Measurement other : found.values()) {
      if (other.isOnlyNotMeasured() && likely.contains(other.contender())) {
        return other.contender() + " " + other.skipped();
      }
    }
    for (String name : names) {
      if (Contenders.peers().contains(name) || name.equals(Contenders.REFERENCE)) {
        if (!comparison.warm(names.indexOf(name))) {
          return name + " not warm";
        }
        Numbers numbers = Numbers.of(comparison, names.indexOf(name), whole.ring());
        Optional<String> tooSlow = Published.tooSlow(name, partOfPublished(name, numbers));
        if (tooSlow.isPresent()) {
          return tooSlow.get();
        }
      }
    }
    return null;
  }

  private @Nullable Double partOfPublished(String name, Numbers numbers) {
    return published.part(jvm.feature(), workload.label(), name, numbers).orElse(null);
  }

  private Duel duel(
      Goal goal,
      String opponent,
      List<String> names,
      Comparison comparison,
      @Nullable String whyVoid) {
    String voided = whyVoid;
    for (String name : List.of(Contenders.ACCELERATED, opponent)) {
      voided = comparison.warm(names.indexOf(name)) ? voided : name + " not warm";
    }
    return new Duel(
        workload.label(),
        goal,
        opponent,
        comparison.ratio(names.indexOf(Contenders.ACCELERATED), names.indexOf(opponent)),
        comparison.noise(),
        comparison.rounds(),
        voided);
  }

  /**
   * The two fastest that ran alone, as a single one may be the wrong one; the reference runs
   * anyway.
   */
  private List<String> fastestPeers() {
    if (plan.alone() == 0) {
      return others().stream().filter(name -> reasonToSkip(name) == null).toList();
    }
    return found.values().stream()
        .filter(m -> m.numbers() != null && Contenders.peers().contains(m.contender()))
        .sorted(Comparator.comparingDouble(WorkloadMeasuring::ratio).reversed())
        .limit(2)
        .map(Measurement::contender)
        .toList();
  }

  private static double ratio(Measurement measurement) {
    Numbers numbers = measurement.numbers();
    return numbers == null ? 0 : numbers.ratio().median();
  }

  private @Nullable String reasonToSkip(String contender) {
    Outcome outcome = CorrectnessGate.check(Contenders.create(contender), expected);
    if (outcome instanceof Outcome.Excluded excluded) {
      return excluded.reason();
    }
    if (outcome instanceof Outcome.Differs differs) {
      throw new BenchException(
          "%s on %s: %s; no time counts before all agree"
              .formatted(contender, workload.label(), differs.how()));
    }
    return null;
  }

  private Comparison compare(RingFile ring, List<String> names, Effort effort) {
    Comparison comparison = compareOnce(ring, names, effort);
    for (int i = 0; i < plan.remeasure() && !areWarm(comparison, names) && isInTime(); i++) {
      comparison = compareOnce(ring, names, effort);
    }
    return comparison;
  }

  private static boolean areWarm(Comparison comparison, List<String> names) {
    return IntStream.range(0, names.size()).allMatch(comparison::warm);
  }

  private boolean isInTime() {
    return progress.seconds() <= deadline;
  }

  private Comparison compareOnce(RingFile ring, List<String> names, Effort effort) {
    Job job = new Job(Job.Task.COMPARE, names, workload.label(), ring.file(), effort, injection);
    List<Comparison.Fork> forks = new ArrayList<>();
    for (int i = 0; i < effort.forks(); i++) {
      Comparison.Fork fork = jvm.run(job, Comparison.Fork.class);
      requireSameWork(ring.ring(), names, fork);
      forks.add(fork);
    }
    return new Comparison(forks);
  }

  private void requireSameWork(Ring ring, List<String> names, Comparison.Fork fork) {
    for (int i = 0; i < names.size(); i++) {
      long checksum = fork.series().get(i).checksum();
      if (Contenders.names().contains(names.get(i)) && checksum != ring.checksum()) {
        throw new BenchException(
            "%s did not do the work of %s when it was timed on %s: the visits add up to %d, not %d"
                .formatted(
                    names.get(i),
                    Contenders.REFERENCE,
                    workload.label(),
                    checksum,
                    ring.checksum()));
      }
    }
  }

  private Measurement measurement(
      String name, RingFile ring, Comparison comparison, int index, @Nullable Work work) {
    if (!comparison.warm(index) || !comparison.warm(comparison.reference())) {
      return Measurement.notWarm(workload.label(), name);
    }
    Numbers numbers = Numbers.of(comparison, index, ring.ring());
    return new Measurement(
        workload.label(), name, null, numbers, partOfPublished(name, numbers), work);
  }

  private @Nullable Work work(String name) throws IOException {
    if (!Contenders.ours().contains(name)) {
      return null;
    }
    Contender<?> fresh = Contenders.create(name);
    fresh.run(whole.input());
    return fresh.work();
  }
}
