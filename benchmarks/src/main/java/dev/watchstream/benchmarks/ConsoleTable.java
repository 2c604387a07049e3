package dev.watchstream.benchmarks;

import dev.watchstream.benchmarks.Results.Duel;
import dev.watchstream.benchmarks.Results.Numbers;
import dev.watchstream.benchmarks.Results.Ring;
import dev.watchstream.benchmarks.workload.Workload;

/** A run as a table for a terminal: MB/s, one workload a column. */
final class ConsoleTable {

  private static final int NAME_WIDTH = 24;
  private static final int WIDTH = 16;

  private ConsoleTable() {}

  static String of(Results.Run run) {
    StringBuilder table = new StringBuilder();
    table.append(left("MB/s, JDK " + run.feature(), NAME_WIDTH));
    run.rings().forEach(ring -> table.append(right(ring.workload())));
    table.append('\n');
    for (String contender : Names.measured(run)) {
      table.append(left(contender, NAME_WIDTH));
      for (Ring ring : run.rings()) {
        table.append(right(cell(run, ring, contender)));
      }
      table.append('\n');
    }
    if (!run.duels().isEmpty()) {
      duels(run, table);
    }
    table.append('\n');
    for (Ring ring : run.rings()) {
      table
          .append(left(ring.workload(), NAME_WIDTH))
          .append(Workload.of(ring.workload()).about())
          .append('\n');
    }
    return table.toString();
  }

  private static void duels(Results.Run run, StringBuilder table) {
    table.append("\nthe accelerated reader:\n");
    table.append(left("fastest peer", NAME_WIDTH));
    for (Ring ring : run.rings()) {
      table.append(right(run.duel(ring.workload(), Goal.PEER).map(Duel::opponent).orElse("–")));
    }
    table.append('\n');
    for (Goal goal : Goal.values()) {
      table.append(left(goal.title(), NAME_WIDTH));
      for (Ring ring : run.rings()) {
        table.append(
            right(
                run.duel(ring.workload(), goal)
                    .map(duel -> goal.inWords(duel.ratio().median()))
                    .orElse("–")));
      }
      table.append('\n');
    }
  }

  private static String cell(Results.Run run, Ring ring, String contender) {
    return run.find(ring.workload(), contender)
        .map(
            measurement -> {
              Numbers numbers = measurement.numbers();
              return numbers == null ? "–" : "%,.0f".formatted(numbers.megabytesPerSecond());
            })
        .orElse("–");
  }

  private static String left(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }

  private static String right(String text) {
    return " ".repeat(Math.max(1, WIDTH - text.length())) + text;
  }
}
