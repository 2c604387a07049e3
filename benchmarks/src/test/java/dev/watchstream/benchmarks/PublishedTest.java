package dev.watchstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.benchmarks.Results.Numbers;
import dev.watchstream.benchmarks.Statistics.Interval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PublishedTest {

  private static final int JDK = 17;
  private static final String CPU = Samples.results().environment().cpu();

  private final Published published = Published.of(Samples.results(), CPU);

  @Test
  void a_speed_is_a_part_of_the_figure_of_that_jdk_workload_and_contender() {
    assertThat(published.part(JDK, "rolling", "jackson-by-hand", numbers(150, 1))).contains(0.5);
    assertThat(published.part(25, "rolling", "jackson-by-hand", numbers(150, 1))).isEmpty();
    assertThat(published.part(JDK, "zipf", "jackson-by-hand", numbers(150, 1))).isEmpty();
    assertThat(published.part(JDK, "rolling", "fabric8", numbers(150, 1))).isEmpty();
  }

  @Test
  void on_another_processor_both_are_taken_beside_the_reference() {
    Published elsewhere = Published.of(Samples.results(), "another");
    double published =
        Samples.results()
            .runs()
            .get(0)
            .find("rolling", "plain")
            .orElseThrow()
            .numbers()
            .ratio()
            .median();
    assertThat(elsewhere.part(JDK, "rolling", "plain", numbers(1, published / 2))).contains(0.5);
  }

  @Test
  void below_seventy_percent_of_its_figure_a_peer_makes_a_ratio_void() {
    assertThat(Published.tooSlow("fastjson2", 0.694)).contains("fastjson2 at 69 % of its figure");
    assertThat(Published.tooSlow("fastjson2", 0.70)).isEmpty();
    assertThat(Published.tooSlow("fastjson2", null)).isEmpty();
  }

  @Test
  void the_fastest_come_first_and_those_without_a_figure_last() {
    List<String> names = List.of("fabric8", "jackson-by-hand", "plain");
    assertThat(published.fastest(JDK, "rolling", names, 2))
        .containsExactly("plain", "jackson-by-hand");
  }

  @Test
  void where_nothing_is_published_nobody_is_left_out() {
    List<String> names = List.of("fabric8", "jackson-by-hand", "plain");
    assertThat(published.fastest(JDK, "zipf", names, 1)).isEqualTo(names);
    assertThat(Published.none().fastest(JDK, "rolling", names, 1)).isEqualTo(names);
  }

  @Test
  void without_a_file_nothing_is_published(@TempDir Path folder) throws IOException {
    Published none = Published.read(folder.resolve("none.json"), CPU);
    assertThat(none.part(JDK, "rolling", "plain", numbers(1, 1))).isEmpty();
  }

  @Test
  void the_report_that_this_project_publishes_has_figures_of_the_fastest_peers()
      throws IOException {
    Published committed = Published.read(Path.of("..", "docs", "benchmarks.json"), CPU);
    assertThat(committed.part(JDK, "rolling", "fastjson2", numbers(1, 1))).isPresent();
    assertThat(committed.part(JDK, "zipf", "fastjson2", numbers(1, 1))).isPresent();
  }

  private static Numbers numbers(double megabytesPerSecond, double ratio) {
    return new Numbers(megabytesPerSecond, new Interval(ratio, ratio, ratio), 0, 0, 1);
  }
}
