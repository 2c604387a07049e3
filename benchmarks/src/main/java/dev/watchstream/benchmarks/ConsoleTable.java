package dev.watchstream.benchmarks;

import dev.watchstream.benchmarks.Results.Duel;
import dev.watchstream.benchmarks.Results.Numbers;
import dev.watchstream.benchmarks.Results.Ring;
import dev.watchstream.benchmarks.workload.Workload;
import java.util.List;
import java.util.function.Function;

/** A run as a table for a terminal: MB/s, one column per workload, a few workloads at a time. */
final class ConsoleTable {

  private static final int NAME_WIDTH = 30;
  private static final int WIDTH = 16;
  private static final int COLUMNS = 6;

  private final Results.Run run;
  private final StringBuilder table = new StringBuilder();

  private ConsoleTable(Results.Run run) {
    this.run = run;
  }

  static String of(Results.Run run) {
    ConsoleTable table = new ConsoleTable(run);
    List<Ring> rings = run.rings();
    for (int from = 0; from < rings.size(); from += COLUMNS) {
      table.add(rings.subList(from, Math.min(rings.size(), from + COLUMNS)));
    }
    return table.table.toString();
  }

  private void add(List<Ring> rings) {
    if (!table.isEmpty()) {
      table.append('\n');
    }
    row("MB/s (of its figure), JDK " + run.feature(), rings, Ring::workload);
    for (String contender : Names.measured(run)) {
      row(contender, rings, ring -> speed(ring, contender));
    }
    if (!run.duels().isEmpty()) {
      table.append("\nthe accelerated reader:\n");
      row("fastest peer", rings, ring -> duel(ring, Goal.PEER, Duel::opponent));
      for (Goal goal : Goal.values()) {
        row(goal.title(), rings, ring -> duel(ring, goal, Duel::inWords));
      }
      voided();
    }
    table.append('\n');
    for (Ring ring : rings) {
      table.append(left(ring.workload())).append(Workload.of(ring.workload()).about()).append('\n');
    }
  }

  private void row(String name, List<Ring> rings, Function<Ring, String> cell) {
    table.append(left(name));
    rings.forEach(ring -> table.append(right(cell.apply(ring))));
    table.append('\n');
  }

  private void voided() {
    for (Duel duel : run.duels()) {
      if (duel.voided() != null) {
        table.append(
            "void: %s on %s: %s\n".formatted(duel.goal().title(), duel.workload(), duel.voided()));
      }
    }
  }

  private String speed(Ring ring, String contender) {
    return run.find(ring.workload(), contender)
        .map(
            measurement -> {
              Numbers numbers = measurement.numbers();
              if (numbers == null) {
                return measurement.wasCold() ? "not warm" : "–";
              }
              Double part = measurement.partOfPublished();
              return "%,.0f%s"
                  .formatted(
                      numbers.megabytesPerSecond(),
                      part == null ? "" : " (%.0f %%)".formatted(100 * part));
            })
        .orElse("–");
  }

  private String duel(Ring ring, Goal goal, Function<Duel, String> text) {
    return run.duel(ring.workload(), goal).map(text).orElse("–");
  }

  private static String left(String text) {
    return text + " ".repeat(Math.max(1, NAME_WIDTH - text.length()));
  }

  private static String right(String text) {
    return " ".repeat(Math.max(1, WIDTH - text.length())) + text;
  }
}
