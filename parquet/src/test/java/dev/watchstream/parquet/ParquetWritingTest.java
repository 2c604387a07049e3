package dev.watchstream.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.FileTree;
import dev.watchstream.fixtures.RecordedCluster;
import dev.watchstream.fixtures.RecordedClusters;
import dev.watchstream.fixtures.RecordingInfo;
import dev.watchstream.fixtures.RecordingInfo.Ended;
import dev.watchstream.fixtures.RecordingInfo.Request;
import dev.watchstream.fixtures.RecordingInfo.Response;
import dev.watchstream.fixtures.RecordingWriter;
import dev.watchstream.fixtures.Recordings;
import dev.watchstream.fixtures.synthetic.SyntheticStream;
import dev.watchstream.fixtures.synthetic.SyntheticStream.Size;
import dev.watchstream.timeline.fleet.ClusterEvent;
import dev.watchstream.timeline.fleet.ClusterReading;
import dev.watchstream.timeline.fleet.ClusterRows;
import dev.watchstream.timeline.fleet.Report;
import dev.watchstream.timeline.fleet.RowFile;
import dev.watchstream.timeline.fleet.RowFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ParquetWritingTest {

  @TempDir Path root;

  @Test
  void the_rows_of_every_report_are_those_of_ndjson() throws IOException {
    Map<Report<?>, ByteArrayOutputStream> all = rows(fleet());
    for (Report<?> report : Report.all()) {
      byte[] rows = all.get(report).toByteArray();
      List<String> lines = new String(rows, UTF_8).lines().toList();
      assertThat(lines).as(report.name()).hasSizeGreaterThan(5);
      assertThat(ParquetLines.of(file(report, rows)))
          .as(report.name())
          .isEqualTo(lines.stream().map(ParquetLines::inMicroseconds).toList());
    }
  }

  @Test
  void what_is_not_known_is_null_and_a_list_may_be_empty() throws IOException {
    List<String> lines =
        List.of(
            "{\"cluster\":\"a\",\"from\":[],\"start\":\"2026-01-01T00:00:01.000001Z\"}",
            "{\"cluster\":\"é\",\"from\":[\"x\",\"y\"],\"startSeconds\":0.000000005,\"surge\":-1}",
            "{}");
    byte[] rows = String.join("\n", lines).getBytes(UTF_8);
    assertThat(ParquetLines.of(file(Report.ROLLOUTS, rows))).isEqualTo(lines);
    assertThat(ParquetLines.of(file(Report.ROLLOUTS, new byte[0]))).isEmpty();
  }

  @Test
  void many_rows_are_in_groups_so_that_memory_does_not_grow_with_them() throws IOException {
    int groupBytes = 128 << 10;
    int count = 100_000;
    Path file = root.resolve("many");
    try (OutputStream out = Files.newOutputStream(file)) {
      RowFile parquet = ParquetRowFile.begin(Report.PODS, out, groupBytes);
      ByteArrayOutputStream rows = new ByteArrayOutputStream();
      for (int i = 0; i < count; i++) {
        String hash = Long.toHexString(i * 0x9E3779B97F4A7C15L);
        rows.writeBytes("{\"pod\":\"%s\"}\n".formatted(hash).getBytes(UTF_8));
      }
      parquet.add(new ByteArrayInputStream(rows.toByteArray()));
      parquet.finish();
    }
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      assertThat(reader.getRecordCount()).isEqualTo(count);
      assertThat(reader.getRowGroups())
          .hasSizeGreaterThan(4)
          .allMatch(group -> group.getCompressedSize() < 3L * groupBytes);
    }
  }

  @Test
  void the_stream_is_left_open_for_whoever_owns_it() throws IOException {
    boolean[] isClosed = {false};
    OutputStream out =
        new FilterOutputStream(OutputStream.nullOutputStream()) {
          @Override
          public void close() {
            isClosed[0] = true;
          }
        };
    RowFormat.PARQUET.begin(Report.PODS, out).finish();
    assertThat(isClosed[0]).isFalse();
  }

  private Path file(Report<?> report, byte[] rows) throws IOException {
    Path file = Files.createTempFile(root, report.name(), ".parquet");
    try (OutputStream out = Files.newOutputStream(file)) {
      RowFile parquet = RowFormat.PARQUET.begin(report, out);
      parquet.add(new ByteArrayInputStream(rows));
      parquet.finish();
    }
    return file;
  }

  /** Every shipped recording and some generated streams. */
  private Path fleet() throws IOException {
    Path folder = Files.createDirectory(root.resolve("fleet"));
    for (String name : Recordings.names()) {
      try (InputStream body = Recordings.open(name).openBody()) {
        Files.copy(body, folder.resolve(name + ".ndjson"));
      }
    }
    record(folder.resolve("recorded"), "fleet-rollout");
    generate(folder.resolve("rollout.ndjson"), SyntheticStream.rollout(40, 3));
    generate(folder.resolve("slices.ndjson"), SyntheticStream.clusterWide(30).inSlices());
    generate(folder.resolve("flips.ndjson"), SyntheticStream.readinessFlips(20));
    return folder;
  }

  /** A shipped stream as if it had been recorded in 2026, an event every 1.234567891 s. */
  private static void record(Path folder, String name) throws IOException {
    RecordingInfo info =
        RecordingInfo.of(
            new Request("GET", "/api/v1/endpoints", "watch=true"),
            new Response(200, List.of()),
            null,
            Instant.parse("2026-01-01T23:59:00.123456789Z"));
    try (InputStream body = Recordings.open(name).openBody();
        RecordingWriter writer = RecordingWriter.create(folder, info)) {
      long time = 0;
      for (String event : new String(body.readAllBytes(), UTF_8).lines().toList()) {
        byte[] bytes = (event + "\n").getBytes(UTF_8);
        writer.append(time, bytes, 0, bytes.length);
        time += 1_234_567_891;
      }
      writer.close(Ended.CUT);
    }
  }

  private static void generate(Path file, SyntheticStream stream) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      stream.withSeed(1).writeTo(out, Size.ofEvents(400));
    }
  }

  /** The rows of each report. */
  private static Map<Report<?>, ByteArrayOutputStream> rows(Path folder) throws IOException {
    Map<Report<?>, ByteArrayOutputStream> all = new HashMap<>();
    Report.all().forEach(report -> all.put(report, new ByteArrayOutputStream()));
    FileTree tree = FileTree.of(folder);
    for (RecordedCluster cluster : RecordedClusters.find(tree).clusters()) {
      List<ClusterRows<?>> rows = new ArrayList<>();
      all.forEach((report, out) -> rows.add(rows(report, out)));
      try (ClusterReading reading = new ClusterReading(tree, cluster, bytes -> {})) {
        for (ClusterEvent event = reading.next(); event != null; event = reading.next()) {
          if (event instanceof ClusterEvent.Changed changed) {
            for (ClusterRows<?> each : rows) {
              each.accept(changed);
            }
          }
        }
        for (ClusterRows<?> each : rows) {
          each.end(reading.gaps());
        }
      }
    }
    return all;
  }

  private static <F> ClusterRows<F> rows(Report<F> report, OutputStream out) {
    return new ClusterRows<>(report, row -> RowFormat.PARQUET.row(report.columns(), row, out));
  }
}
