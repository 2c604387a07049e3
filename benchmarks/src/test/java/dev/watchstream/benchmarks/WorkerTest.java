package dev.watchstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.benchmarks.Comparison.Fork;
import dev.watchstream.benchmarks.contender.Contenders;
import dev.watchstream.benchmarks.contender.Input;
import dev.watchstream.benchmarks.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WorkerTest {

  private static final int SMALL = 1 << 20;
  private static final int ROUNDS = 2;

  private static final List<String> NAMES =
      List.of(Contenders.ACCELERATED, Contenders.PLAIN, Contenders.REFERENCE);

  @Test
  void all_who_run_together_do_the_same_work_in_as_many_rounds() throws IOException {
    Fork fork = compare(Injection.NONE);

    assertThat(fork.series()).hasSize(NAMES.size());
    assertThat(fork.series()).allMatch(series -> series.nanos().size() == ROUNDS);
    assertThat(fork.series().stream().map(Comparison.Series::checksum).distinct()).hasSize(1);
  }

  @Test
  void an_injected_allocation_reaches_our_readers_and_nobody_else() throws IOException {
    Fork clean = compare(Injection.NONE);
    Fork spoiled = compare(Injection.ALLOCATION);

    for (int i = 0; i < NAMES.size(); i++) {
      long more = spoiled.series().get(i).allocatedBytes() - clean.series().get(i).allocatedBytes();
      if (Contenders.ours().contains(NAMES.get(i))) {
        // An array of 16 bytes has a header of 16.
        assertThat(more).as(NAMES.get(i)).isGreaterThanOrEqualTo(SMALL / 1024 * 32);
      } else {
        assertThat(more).as(NAMES.get(i)).isZero();
      }
    }
  }

  private static Fork compare(Injection injection) throws IOException {
    Input input = Workload.ROLLING.input(SMALL);
    Job job =
        new Job(
            Job.Task.COMPARE,
            NAMES,
            Workload.ROLLING.label(),
            Path.of("unused"),
            new Effort(1, 0, 0, ROUNDS),
            injection);
    return Worker.compare(job, input);
  }
}
