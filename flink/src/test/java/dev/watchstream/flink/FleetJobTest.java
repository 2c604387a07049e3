package dev.watchstream.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.parquet.ParquetLines;
import dev.watchstream.timeline.fleet.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class FleetJobTest {

  @TempDir Path root;

  @Test
  void the_job_writes_rows_and_problems_and_exits_as_the_command_does() throws Exception {
    Fleet fleet = new Fleet(root.resolve("fleet")).ship("passport-auth", "bookmarks").rotated();
    String out = root.resolve("out").toString();
    assertThat(FleetJob.run(fleet.folder().toString(), "--out", out, "-n", "default")).isEqualTo(1);
    assertThat(Fleet.lines(Path.of(out), "rollouts")).isEqualTo(fleet.rows(Report.ROLLOUTS));
    assertThat(Fleet.lines(Path.of(out), "problems")).hasSize(1);

    Fleet whole = new Fleet(root.resolve("whole")).ship("passport-auth");
    String csv = root.resolve("csv").toString();
    assertThat(FleetJob.run(whole.folder().toString(), "--out", csv, "--output", "csv")).isZero();
    List<String> lines = Fleet.lines(Path.of(csv), "rollouts");
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).startsWith("cluster,recording,kind,namespace,name,from,to,");
    assertThat(lines.get(1)).startsWith("passport-auth,passport-auth.ndjson,Endpoints,default,");
  }

  @Test
  void the_rows_in_Parquet_are_those_of_NDJSON() throws Exception {
    Fleet fleet = new Fleet(root.resolve("fleet")).ship().rotated();
    for (Report<?> report : Report.all()) {
      Path out = root.resolve(report.name());
      assertThat(
              FleetJob.run(
                  fleet.folder().toString(),
                  "--out=" + out,
                  "--report=" + report.name(),
                  "--output=parquet"))
          .isEqualTo(1);
      List<String> expected =
          fleet.rows(report).stream().map(ParquetLines::inMicroseconds).sorted().toList();
      assertThat(expected).as(report.name()).isNotEmpty();
      assertThat(parquet(out)).as(report.name()).isEqualTo(expected);
    }
  }

  private static List<String> parquet(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.parquet")) {
      for (Path file : files) {
        lines.addAll(ParquetLines.of(file));
      }
    }
    return lines.stream().sorted().toList();
  }

  @Test
  void the_recipes_are_commands_of_the_job() throws IOException {
    assertThat(Recipe.jobs()).hasSizeGreaterThan(2);
    for (String[] arguments : Recipe.jobs()) {
      assertThat(FleetJob.command().parseArgs(arguments).errors()).isEmpty();
    }
  }

  @Test
  void what_cannot_be_asked_is_told() {
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      assertThat(FleetJob.run("folder", "--out", "o", "--report", "x")).isEqualTo(2);
      assertThat(FleetJob.run("folder", "--out", "o", "--output", "table")).isEqualTo(2);
      assertThat(FleetJob.run("--out", "o")).isEqualTo(2);
      assertThat(FleetJob.run("folder", "--out", "o", "--follow", "0")).isEqualTo(2);
      assertThat(FleetJob.run("--out", "o", "--kafka", "localhost:1")).isEqualTo(2);
      assertThat(FleetJob.run("folder", "--out", "o", "--quiet-time", "60")).isEqualTo(2);
    } finally {
      System.setErr(before);
    }
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains(
            "the reports are rollouts, zero-ready, churn and pods",
            "--topic",
            "--quiet-time is 1 second");
  }
}
