package dev.watchstream.benchmarks;

import dev.watchstream.benchmarks.Results.Duel;
import dev.watchstream.benchmarks.Results.Ring;
import dev.watchstream.benchmarks.workload.Workload;

/** The accelerated reader beside its goals, in Markdown: one row per workload. */
final class GoalTable {

  private final Results.Run run;

  GoalTable(Results.Run run) {
    this.run = run;
  }

  @Override
  public String toString() {
    StringBuilder table = new StringBuilder("| | fastest peer |");
    for (Goal goal : Goal.values()) {
      table.append(" ").append(goal.title()).append(" | goal |");
    }
    table.append("\n|---|---|").append("--:|---|".repeat(Goal.values().length)).append('\n');
    run.rings().forEach(ring -> table.append(row(ring)).append('\n'));
    return table.toString();
  }

  private String row(Ring ring) {
    String peer = run.duel(ring.workload(), Goal.PEER).map(Duel::opponent).orElse("–");
    StringBuilder row =
        new StringBuilder("| %s | %s |".formatted(Workload.of(ring.workload()).title(), peer));
    for (Goal goal : Goal.values()) {
      row.append(run.duel(ring.workload(), goal).map(GoalTable::cells).orElse(" – | |"));
    }
    return row.toString();
  }

  private static String cells(Duel duel) {
    if (duel.voided() != null) {
      return " void: %s | |".formatted(duel.voided());
    }
    Goal goal = duel.goal();
    return " %s%s | %s |"
        .formatted(
            goal.inWords(duel.ratio()),
            duel.noise() > WorkloadMeasuring.MOST_NOISE ? " (!)" : "",
            goal.verdict(duel.workload(), duel.ratio()));
  }
}
