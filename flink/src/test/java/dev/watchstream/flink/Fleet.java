package dev.watchstream.flink;

import dev.watchstream.fixtures.FileTree;
import dev.watchstream.fixtures.RecordedCluster;
import dev.watchstream.fixtures.RecordedClusters;
import dev.watchstream.fixtures.RecordingInfo;
import dev.watchstream.fixtures.RecordingInfo.Ended;
import dev.watchstream.fixtures.RecordingInfo.Request;
import dev.watchstream.fixtures.RecordingInfo.Response;
import dev.watchstream.fixtures.RecordingWriter;
import dev.watchstream.fixtures.Recordings;
import dev.watchstream.timeline.fleet.ClusterEvent;
import dev.watchstream.timeline.fleet.ClusterReading;
import dev.watchstream.timeline.fleet.ClusterRows;
import dev.watchstream.timeline.fleet.Report;
import dev.watchstream.timeline.fleet.RowFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.RpcOptions;

/** A folder of recordings, and what {@code watchstream fleet} tells of it. */
record Fleet(Path folder) {

  /** Those of the job, for a machine that is busy with other things. */
  static Configuration settings() {
    return FleetJob.settings()
        .set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofMinutes(10))
        .set(RpcOptions.ASK_TIMEOUT_DURATION, Duration.ofMinutes(10));
  }

  /** Every shipped recording as a cluster of its own. */
  Fleet ship() throws IOException {
    return ship(Recordings.names().toArray(new String[0]));
  }

  /** These shipped recordings, each as a cluster of its own. */
  Fleet ship(String... names) throws IOException {
    Files.createDirectories(folder);
    for (String name : names) {
      try (InputStream body = Recordings.open(name).openBody()) {
        Files.copy(body, folder.resolve(name + ".ndjson"));
      }
    }
    return this;
  }

  /** A cluster whose recordings are rotated, one of them torn, one missing. */
  Fleet rotated() throws IOException {
    String[] events;
    try (InputStream body = Recordings.open("passport-auth").openBody()) {
      events = new String(body.readAllBytes(), StandardCharsets.UTF_8).split("(?<=\n)");
    }
    part("a", 1, null, events[0], events[1]);
    part("b", 86_400, null, events[2], "{\"type\":\"MODIFIED\",");
    part("c", 86_402, null, events[2]);
    part("d", 86_403, version(events[2]), events[3]);
    return this;
  }

  private void part(String name, int second, String resumedFrom, String... events)
      throws IOException {
    RecordingInfo info =
        RecordingInfo.of(
            new Request("GET", "/api/v1/endpoints", "watch=true"),
            new Response(200, List.of()),
            null,
            Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second));
    Path cluster = Files.createDirectories(folder.resolve("rotated"));
    try (RecordingWriter writer = RecordingWriter.create(cluster.resolve(name), info)) {
      if (resumedFrom != null) {
        writer.segment("watch=true", resumedFrom);
      }
      for (String event : events) {
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
        writer.append(5, bytes, 0, bytes.length);
      }
      writer.close(Ended.CUT);
    }
  }

  private static String version(String event) {
    return event.replaceAll("(?s).*?\"resourceVersion\":\"([0-9]+)\".*", "$1");
  }

  /** The rows of one process, sorted. */
  <F> List<String> rows(Report<F> report) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    FileTree tree = FileTree.of(folder);
    for (RecordedCluster cluster : RecordedClusters.find(tree).clusters()) {
      ClusterRows<F> rows =
          new ClusterRows<>(report, row -> RowFormat.NDJSON.row(report.columns(), row, lines));
      try (ClusterReading reading = new ClusterReading(tree, cluster, bytes -> {})) {
        for (ClusterEvent event = reading.next(); event != null; event = reading.next()) {
          if (event instanceof ClusterEvent.Changed changed) {
            rows.accept(changed);
          }
        }
      }
      rows.end();
    }
    return lines.toString(StandardCharsets.UTF_8).lines().sorted().toList();
  }

  /** The lines of the finished files whose names begin so, sorted. */
  static List<String> lines(Path out, String prefix) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(out)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith(prefix)) {
          lines.addAll(Files.readAllLines(file));
        }
      }
    }
    return lines.stream().sorted().toList();
  }
}
