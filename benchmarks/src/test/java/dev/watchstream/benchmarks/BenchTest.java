package dev.watchstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class BenchTest {

  private final StringWriter errors = new StringWriter();

  @Test
  void the_gate_without_a_baseline_says_how_to_write_one(@TempDir Path folder) {
    Path none = folder.resolve("baseline.json");

    assertThat(bench("--gate", "--baseline", none.toString())).isEqualTo(2);
    assertThat(errors)
        .hasToString(
            "bench: "
                + none
                + ": no such file; write it with --write-baseline on a machine that is quiet\n");
  }

  @Test
  void two_modes_at_once_are_refused() {
    assertThat(bench("--gate", "--full")).isEqualTo(2);
    assertThat(errors.toString()).contains("--full").contains("--gate");
  }

  @Test
  void an_unknown_fault_is_refused_with_the_known_ones() {
    assertThat(bench("--inject", "rust")).isEqualTo(2);
    assertThat(errors.toString()).contains("SLOWDOWN", "ALLOCATION");
  }

  @Test
  void a_spoiled_run_is_for_the_gate_only_so_that_no_report_or_baseline_comes_of_it() {
    assertThat(bench("--inject", "slowdown", "--write-baseline")).isEqualTo(2);
    assertThat(errors)
        .hasToString("bench: --inject spoils a run on purpose: it goes with --gate only\n");
  }

  @Test
  void an_unreadable_report_is_an_error_of_one_line(@TempDir Path folder) throws Exception {
    Path none = folder.resolve("none.json");
    Path broken = Files.writeString(folder.resolve("broken.json"), "{\n  broken");

    assertThat(bench("--from", none.toString())).isEqualTo(2);
    assertThat(bench("--from", broken.toString())).isEqualTo(2);
    assertThat(errors.toString().lines()).hasSize(2).allMatch(line -> line.startsWith("bench: "));
    assertThat(errors.toString()).contains(none.toString());
  }

  @Test
  void a_report_is_written_again_from_the_numbers_of_an_earlier_run(@TempDir Path folder)
      throws Exception {
    new Report(Samples.results()).writeTo(folder);
    Path json = folder.resolve("docs").resolve("benchmarks.json");
    Path again = folder.resolve("again");

    assertThat(bench("--from", json.toString(), "--out", again.toString())).isZero();
    for (Path file : files(folder.resolve("docs"))) {
      assertThat(again.resolve("docs").resolve(file.getFileName())).hasSameTextualContentAs(file);
    }
    assertThat(again.resolve("BENCHMARKS.md"))
        .hasSameTextualContentAs(folder.resolve("BENCHMARKS.md"));
  }

  private static Iterable<Path> files(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private int bench(String... arguments) {
    CommandLine bench = Bench.commandLine();
    bench.setErr(new PrintWriter(errors, true));
    return bench.execute(arguments);
  }
}
