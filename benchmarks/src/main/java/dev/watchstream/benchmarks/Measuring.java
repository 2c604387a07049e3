package dev.watchstream.benchmarks;

import dev.watchstream.benchmarks.workload.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Carries out a {@link Plan} on one JDK, workload by workload. */
final class Measuring {

  private final Plan plan;
  private final Jvm jvm;
  private final Injection injection;
  private final Progress progress;
  private final Published published;

  /** When the plan's time is up. */
  private long end;

  Measuring(Plan plan, Jvm jvm, Injection injection, Progress progress, Published published) {
    this.plan = plan;
    this.jvm = jvm;
    this.injection = injection;
    this.progress = progress;
    this.published = published;
  }

  /** Whether what was measured so far is enough. */
  @FunctionalInterface
  interface Enough {
    boolean is(Results.Run soFar) throws IOException;
  }

  Results.Run run() throws IOException {
    return runUntil(soFar -> false);
  }

  /** Asks after each workload whether that is enough. */
  Results.Run runUntil(Enough enough) throws IOException {
    Results.Run run =
        new Results.Run(
            jvm.version(), jvm.feature(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    int left = plan.workloads().size();
    end = progress.seconds() + plan.budgetSeconds();
    progress.begin(left * (plan.alone() + 1));
    for (Workload workload : plan.workloads()) {
      // Divides the time, so that a slow machine leaves out the last contenders of each workload,
      // not the last workloads.
      long now = progress.seconds();
      long deadline = now + (end - now) / left--;
      measure(workload, deadline, run);
      if (enough.is(run)) {
        break;
      }
    }
    return run;
  }

  /**
   * Measures some workloads of a run once more, for as long as the plan's time is not up.
   *
   * @param labels those of the workloads
   * @return the run with the second measurements in place of the first
   */
  Results.Run again(Results.Run run, List<String> labels) throws IOException {
    Results.Run settled = run;
    progress.begin(labels.size());
    for (Workload workload : plan.workloads()) {
      if (labels.contains(workload.label()) && progress.seconds() < end) {
        progress.say(workload.label() + " was too uncertain, and is measured once more");
        settled = settled.without(workload.label());
        measure(workload, end, settled);
      }
    }
    return settled;
  }

  private void measure(Workload workload, long deadline, Results.Run run) throws IOException {
    try (Rings rings = new Rings()) {
      new WorkloadMeasuring(plan, workload, rings, jvm, injection, progress, published, deadline)
          .into(run);
    }
  }
}
