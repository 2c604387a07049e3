package dev.watchstream.flink.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchstream.flink.Fleet;
import dev.watchstream.flink.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CollectionUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class SqlTest {

  @TempDir Path root;

  private final TableEnvironment flink =
      TableEnvironment.create(
          EnvironmentSettings.newInstance().inBatchMode().withConfiguration(settings()).build());

  private static Configuration settings() {
    return Fleet.settings().set(CoreOptions.DEFAULT_PARALLELISM, 2);
  }

  @Test
  void the_recipe_tells_the_lowest_ready_count_of_each_service() throws Exception {
    new Fleet(root.resolve("fleet")).ship("passport-auth", "bookmarks");
    List<String> recipe = Recipe.statements("archive", root.resolve("fleet").toUri().toString());
    flink.executeSql(recipe.get(0));
    assertThat(rows(recipe.get(1))).containsExactly("+I[default, passport-auth, 0]");
  }

  @Test
  void there_are_as_many_rows_as_extract_prints_lines() throws Exception {
    Fleet fleet =
        new Fleet(root.resolve("fleet")).ship("bookmarks", "fleet-rollout-slices", "history");
    recordings(fleet.folder(), "type STRING");
    long lines = 0;
    try (Stream<Path> files = Files.list(fleet.folder())) {
      for (Path file : files.toList()) {
        lines += Recipe.watchstream("extract", file.toString()).size();
      }
    }
    assertThat(rows("SELECT COUNT(*) FROM recordings")).containsExactly("+I[" + lines + "]");
  }

  @Test
  void a_row_says_what_the_event_says_and_when_it_came() throws Exception {
    new Fleet(root.resolve("fleet")).rotated();
    recordings(
        root.resolve("fleet"),
        "`time` TIMESTAMP_LTZ(3), eventNumber BIGINT, `type` STRING, kind STRING, namespace STRING,"
            + " service STRING, name STRING, uid STRING, resourceVersion STRING, ready INT,"
            + " notReady INT, terminating INT,"
            + " addresses ARRAY<ROW<ip STRING, hostname STRING, nodeName STRING, zone STRING, pod"
            + " STRING>>");
    flink.executeSql("ALTER TABLE recordings SET ('watchstream.ignore-parse-errors' = 'true')");
    assertThat(rows("SELECT * FROM recordings"))
        .hasSize(5)
        .anySatisfy(
            row ->
                assertThat(row)
                    .startsWith("+I[2026-01-01T00:00:01Z, 0, ADDED, Endpoints, default,")
                    .contains(" 1, 0, 0, [+I[", "passport-auth-5f7f676c6c-6vts6]"));
  }

  @Test
  void what_cannot_be_read_fails_the_query_or_is_left_out() throws Exception {
    Fleet fleet = new Fleet(root.resolve("fleet")).ship("passport-auth");
    Files.writeString(fleet.folder().resolve("torn.ndjson"), "{\"type\":\"ADDED\",");
    Files.writeString(fleet.folder().resolve("notes.txt"), "no recording");
    recordings(fleet.folder(), "type STRING");
    assertThatThrownBy(() -> rows("SELECT COUNT(*) FROM recordings"))
        .hasStackTraceContaining("torn.ndjson")
        .hasStackTraceContaining("'watchstream.ignore-parse-errors' = 'true'");
    flink.executeSql("ALTER TABLE recordings SET ('watchstream.ignore-parse-errors' = 'true')");
    assertThat(rows("SELECT COUNT(*) FROM recordings")).containsExactly("+I[4]");
  }

  @Test
  void of_a_damaged_recording_what_comes_before_the_damage_is_left_in() throws Exception {
    damaged("short", "0,9999");
    damaged("untimed", "soon,9");
    recordings(root, "type STRING");
    assertThatThrownBy(() -> rows("SELECT COUNT(*) FROM recordings"))
        .hasStackTraceContaining("'watchstream.ignore-parse-errors' = 'true'");
    flink.executeSql("ALTER TABLE recordings SET ('watchstream.ignore-parse-errors' = 'true')");
    assertThat(rows("SELECT COUNT(*) FROM recordings")).containsExactly("+I[1]");
  }

  private void damaged(String name, String chunk) throws IOException {
    Path folder = Files.createDirectory(root.resolve(name));
    Files.writeString(
        folder.resolve("recording.json"), "{\"formatVersion\":1,\"ended\":\"clean\"}");
    Files.writeString(folder.resolve("chunks.csv"), "offset_ns,length\n" + chunk + "\n");
    Files.writeString(
        folder.resolve("body.ndjson"),
        """
        {"type":"BOOKMARK","object":{"kind":"Endpoints","metadata":{"resourceVersion":"7"}}}
        """);
  }

  @Test
  void what_no_event_has_is_told_with_what_it_has() {
    recordings(root, "readyy INT");
    assertThatThrownBy(() -> flink.executeSql("SELECT * FROM recordings"))
        .hasStackTraceContaining(
            "has no column `readyy`; those that it has: `type` STRING, `time`");
    flink.executeSql("DROP TABLE recordings");
    recordings(root, "ready STRING");
    assertThatThrownBy(() -> flink.executeSql("SELECT * FROM recordings"))
        .hasStackTraceContaining("`ready` of the format watchstream is a INT, and is declared");
  }

  private void recordings(Path folder, String columns) {
    flink.executeSql(
        "CREATE TABLE recordings (%s) WITH ('connector' = 'filesystem', 'path' = '%s', 'format' = 'watchstream')"
            .formatted(columns, folder.toUri()));
  }

  private List<String> rows(String query) {
    return CollectionUtil.iteratorToList(flink.executeSql(query).collect()).stream()
        .map(Row::toString)
        .toList();
  }
}
