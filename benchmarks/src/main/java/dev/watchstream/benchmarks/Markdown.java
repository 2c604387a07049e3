package dev.watchstream.benchmarks;

import dev.watchstream.benchmarks.Results.Measurement;
import dev.watchstream.benchmarks.Results.Numbers;
import dev.watchstream.benchmarks.Results.Ring;
import dev.watchstream.benchmarks.contender.Contenders;
import dev.watchstream.benchmarks.workload.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** {@code BENCHMARKS.md}: every number, and what is needed to trust it. */
final class Markdown {

  private final Results results;
  private final StringBuilder text = new StringBuilder();

  Markdown(Results results) {
    this.results = results;
    introduction();
    results.runs().forEach(this::goals);
    notMeasured(results.runs().get(0));
    contenders(results.runs().get(0));
    excluded(results.runs().get(0));
    results.runs().forEach(this::run);
    Embedding embedding = results.embedding();
    if (embedding != null) {
      embedding(embedding);
    }
    results.runs().forEach(this::details);
    method();
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void introduction() {
    Environment environment = results.environment();
    add(
        """
        # Benchmarks

        <!-- Written by `./watchstream bench --full --out .`: change the program, not this file. -->

        %sEvery parser below hands out the same events, address by address, for every workload: that
        is checked before any time counts. Whoever cannot read a workload is named with the reason.

        ![Watch stream read per second, by parser and workload](docs/benchmarks.svg)

        [All workloads as bars](docs/benchmarks-all.svg) · \
        [All numbers as JSON](docs/benchmarks.json)

        | | |
        |---|---|
        | Date | %s |
        | CPU | %s, %d cores |
        | System | %s |
        | JDK | %s |
        | Flags | `%s` |
        | Versions | %s |

        """,
        Headline.of(results).map(headline -> headline + "\n\n").orElse(""),
        environment.date(),
        environment.cpu(),
        environment.cores(),
        environment.os(),
        results.runs().stream().map(Results.Run::jdk).collect(Collectors.joining("; ")),
        String.join(" ", environment.flags()),
        environment.versions().entrySet().stream()
            .map(version -> version.getKey() + " " + version.getValue())
            .collect(Collectors.joining(", ")));
  }

  private void goals(Results.Run run) {
    add(
        """
        ## JDK %d: the accelerated reader beside its goals

        How many times as fast as the fastest peer that can read the workload, which part of the
        speed of `Arrays.equals` over the same bytes, and how many times as fast as our own reader
        without a memory: all of them ran in turn in the same JVMs. Medians of the rounds' ratios,
        with 95 %% intervals; a goal is *met* when the whole interval is, *missed* when none of it.

        %s
        """,
        run.feature(), new GoalTable(run));
  }

  /** Workloads that are newer than the run. */
  private void notMeasured(Results.Run run) {
    Set<String> measured = run.rings().stream().map(Ring::workload).collect(Collectors.toSet());
    String others =
        Arrays.stream(Workload.values())
            .map(Workload::label)
            .filter(label -> !measured.contains(label))
            .map("`%s`"::formatted)
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      add("Not measured yet: %s.\n\n", others);
    }
  }

  private void excluded(Results.Run run) {
    Map<String, Map<String, List<String>>> excluded = new LinkedHashMap<>();
    for (Measurement measurement : run.measurements()) {
      if (measurement.skipped() != null && !measurement.isOnlyNotMeasured()) {
        excluded
            .computeIfAbsent(measurement.contender(), name -> new LinkedHashMap<>())
            .computeIfAbsent(measurement.skipped(), reason -> new ArrayList<>())
            .add(measurement.workload());
      }
    }
    if (excluded.isEmpty()) {
      return;
    }
    add("Not everybody can read everything:\n\n| | does not read | as it |\n|---|---|---|\n");
    excluded.forEach(
        (name, reasons) ->
            reasons.forEach(
                (reason, workloads) ->
                    add("| %s | %s | %s |\n", name, String.join(", ", workloads), reason)));
    add("\n");
  }

  private void contenders(Results.Run run) {
    add("## Who is compared\n\n| Name | | |\n|---|---|---|\n");
    for (String name : Names.measured(run)) {
      add(
          "| %s | %s | %s |\n",
          name.equals(Contenders.REFERENCE) ? "**" + name + "** (the reference)" : name,
          Names.title(name),
          Names.properties(name));
    }
    add(
        """

        *Fully validating* means that everything which is not JSON (RFC 8259) in UTF-8 (RFC 3629) is
        refused, wherever it stands; *partly*, that some of it passes. A test tells them apart by
        feeding malformed events to each.

        """);
  }

  private void run(Results.Run run) {
    add("## JDK %d: megabytes per second\n\n", run.feature());
    matrix(
        run,
        (ring, contender) -> run.find(ring.workload(), contender).map(Markdown::speed).orElse(""));
    add(
        """
        ## JDK %d: bytes allocated per event

        The least of all passes, counted exactly by the JVM.

        """,
        run.feature());
    matrix(
        run,
        (ring, contender) ->
            run.find(ring.workload(), contender).map(Markdown::allocated).orElse(""));
  }

  private void matrix(Results.Run run, BiFunction<Ring, String, String> cell) {
    List<String> contenders = Names.measured(run);
    add("| | %s |\n|---|%s\n", String.join(" | ", contenders), "--:|".repeat(contenders.size()));
    for (Ring ring : run.rings()) {
      add(
          "| %s | %s |\n",
          Workload.of(ring.workload()).title(),
          contenders.stream()
              .map(contender -> cell.apply(ring, contender))
              .collect(Collectors.joining(" | ")));
    }
    add("\n");
  }

  private static String speed(Measurement measurement) {
    Numbers numbers = measurement.numbers();
    return numbers == null ? "–" : "%,.0f".formatted(numbers.megabytesPerSecond());
  }

  private static String allocated(Measurement measurement) {
    Numbers numbers = measurement.numbers();
    return numbers == null ? "–" : "%,.0f".formatted(numbers.allocatedPerEvent());
  }

  private void details(Results.Run run) {
    add(
        """
        ## JDK %d: ratios, with confidence

        How many times as fast as `%s`, which ran in turn with each in the same JVMs: the median,
        the 95 %% interval, and how far the middle half of the reference's own times lay apart.
        Noise of more than %.0f %% is marked (!): such MB/s are not to be relied on, and what the
        ratio is worth the interval says.

        """,
        run.feature(), Contenders.REFERENCE, 100 * WorkloadMeasuring.MOST_NOISE);
    for (Ring ring : run.rings()) {
      details(run, ring);
    }
  }

  private void details(Results.Run run, Ring ring) {
    Workload workload = Workload.of(ring.workload());
    add(
        """
        ### %s

        `%s`. %s %,.1f MB, %,d events.

        | | MB/s | × reference | 95 %% | noise | rounds |
        |---|--:|--:|--:|--:|--:|
        """,
        workload.title(), workload.label(), workload.about(), ring.bytes() / 1e6, ring.events());
    for (Measurement measurement : run.measurements()) {
      if (measurement.workload().equals(ring.workload())) {
        add("%s\n", row(measurement));
      }
    }
    add("\n");
  }

  private static String row(Measurement measurement) {
    Numbers numbers = measurement.numbers();
    if (numbers == null) {
      return "| %s | %s%s | | | | |"
          .formatted(
              measurement.contender(),
              measurement.isOnlyNotMeasured() ? "" : "excluded: ",
              measurement.skipped());
    }
    boolean noisy = numbers.referenceNoise() > WorkloadMeasuring.MOST_NOISE;
    return "| %s | %,.0f | %.2f | %.2f – %.2f | %.0f %%%s | %d |"
        .formatted(
            measurement.contender(),
            numbers.megabytesPerSecond(),
            numbers.ratio().median(),
            numbers.ratio().low(),
            numbers.ratio().high(),
            100 * numbers.referenceNoise(),
            noisy ? " (!)" : "",
            numbers.rounds());
  }

  private void embedding(Embedding embedding) {
    add(
        """
        ## What a parser costs beside its speed

        Latency of one event of 200 KB (the rolling update), from the event before it, in
        microseconds; the first event of a fresh JVM, classes and all, in milliseconds; making one
        parser, in nanoseconds and bytes.

        | | p50 µs | p99 µs | p99.9 µs | first event ms | construction ns | bytes |
        |---|--:|--:|--:|--:|--:|--:|
        """);
    for (Map.Entry<String, Latency> entry : embedding.latencies().entrySet()) {
      String name = entry.getKey();
      Latency latency = entry.getValue();
      Embedding.Construction construction =
          embedding.constructions().getOrDefault(name, new Embedding.Construction(0, 0));
      add(
          "| %s | %,.0f | %,.0f | %,.0f | %,.0f | %,.0f | %,.0f |\n",
          name,
          latency.p50(),
          latency.p99(),
          latency.p999(),
          embedding.firstEventMillis().getOrDefault(name, 0.0),
          construction.nanos(),
          construction.allocatedBytes());
    }
    add(
        """

        What our readers keep after a stream of so many objects, with their buffers:

        | | objects | KB kept |
        |---|--:|--:|
        """);
    for (Embedding.Retained retained : embedding.retained()) {
      add(
          "| %s | %,d | %,.0f |\n",
          retained.contender(), retained.objects(), retained.bytes() / 1e3);
    }
    add("\n");
  }

  private void method() {
    add(
        """
        ## How it was measured

        - Each peer runs in a JVM of its own, in turn with the reference. Then our readers run in
          turn with the two fastest peers, `Arrays.equals` and the reference, in several JVMs; those
          numbers count. A round goes there and back again: A, B, C, C, B, A. What drifts disturbs
          all. Slow peers are measured in fewer rounds.
        - Everybody is warmed by himself, after everybody ran once. A sample is as many passes as
          take a tenth of a second, one at least.
        - Absolute speed is that of the median round, and only as good as the machine was quiet; the
          ratios are what to rely on.
        - The interval is a bootstrap over JVMs first and rounds second. The row of the reference
          against itself shows what the method cannot tell apart.
        - When one of those who ran together was not warm, all of them are measured once more.
        - A pass reads the whole workload, 48 MiB or more, so that it comes from memory and not from
          the last cache; its events, hundreds of 200 KB or tens of thousands of small ones, are all
          different, so that no branch predictor learns them by heart. Streams come from a fixed
          seed, recordings are what a real API server sent.
        - Every consumer does the same: it takes the resourceVersion and visits each address once.
          In each timed pass what it visited is compared with what the reference did.
        - Libraries that are given whole events get them cut at newlines, in bytes where they take
          bytes and as a String where their own watch makes one. The cut is part of their time.
        - No peer has a memory of earlier events. The cold and the dirty workload are where such a
          memory is of no use.
        """);
  }

  private void add(String format, Object... args) {
    text.append(String.format(Locale.ROOT, format, args));
  }
}
