package dev.watchstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PublishedTest {

  private static final int JDK = 17;
  private final Published published = Published.of(Samples.results());

  @Test
  void a_speed_is_a_part_of_the_figure_of_that_jdk_workload_and_contender() {
    assertThat(published.part(JDK, "rolling", "jackson-by-hand", 150)).contains(0.5);
    assertThat(published.part(25, "rolling", "jackson-by-hand", 150)).isEmpty();
    assertThat(published.part(JDK, "zipf", "jackson-by-hand", 150)).isEmpty();
    assertThat(published.part(JDK, "rolling", "fabric8", 150)).isEmpty();
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
    Published none = Published.read(folder.resolve("none.json"));
    assertThat(none.part(JDK, "rolling", "plain", 1)).isEmpty();
  }

  @Test
  void the_report_that_this_project_publishes_has_figures_of_the_fastest_peers()
      throws IOException {
    Published committed = Published.read(Path.of("..", "docs", "benchmarks.json"));
    assertThat(committed.part(JDK, "rolling", "fastjson2", 1)).isPresent();
    assertThat(committed.part(JDK, "zipf", "fastjson2", 1)).isPresent();
  }
}
