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
import dev.watchstream.fixtures.synthetic.SyntheticStream;
import dev.watchstream.fixtures.synthetic.SyntheticStream.Size;
import dev.watchstream.timeline.fleet.ClusterEvent;
import dev.watchstream.timeline.fleet.ClusterReading;
import dev.watchstream.timeline.fleet.ClusterRows;
import dev.watchstream.timeline.fleet.Report;
import dev.watchstream.timeline.fleet.RowFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

/** A folder of recordings, and the output of {@code watchstream fleet} for it. */
public record Fleet(Path folder) {

  /** The job's settings, with timeouts for a busy machine. */
  public static Configuration settings() {
    return FleetJob.settings()
        .set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofMinutes(10))
        .set(RpcOptions.ASK_TIMEOUT_DURATION, Duration.ofMinutes(10));
  }

  /** Every shipped recording as a cluster of its own. */
  public Fleet ship() throws IOException {
    return ship(Recordings.names().toArray(new String[0]));
  }

  /** These shipped recordings, each as a cluster of its own. */
  public Fleet ship(String... names) throws IOException {
    Files.createDirectories(folder);
    for (String name : names) {
      try (InputStream body = Recordings.open(name).openBody()) {
        Files.copy(body, folder.resolve(name + ".ndjson"));
      }
    }
    return this;
  }

  /**
   * Adds generated streams: other services, sizes and forms than in the shipped recordings; and a
   * service of which nothing is heard after a gap in the middle of its rollout.
   */
  Fleet generated() throws IOException {
    generate("made-rollouts", SyntheticStream.rollout(40, 3), 400);
    generate("made-rollouts-slices", SyntheticStream.rollout(150, 10).inSlices(), 300);
    generate("made-cluster", SyntheticStream.clusterWide(60), 500);
    generate("made-cluster-slices", SyntheticStream.clusterWide(30).inSlices(), 500);
    generate("made-flips", SyntheticStream.readinessFlips(20), 200);
    String[] events = events();
    part("silent/a", 1, null, events[0], events[1]);
    part("silent/gap", 2, null, events[0].replace("passport-auth", "another"));
    return this;
  }

  private void generate(String name, SyntheticStream stream, long events) throws IOException {
    try (OutputStream file = Files.newOutputStream(folder.resolve(name + ".ndjson"))) {
      stream.withSeed(name.hashCode()).writeTo(file, Size.ofEvents(events));
    }
  }

  /** A cluster whose recordings are rotated, one of them torn, one missing. */
  public Fleet rotated() throws IOException {
    String[] events = events();
    part("rotated/a", 1, null, events[0], events[1]);
    part("rotated/b", 86_400, null, events[2], "{\"type\":\"MODIFIED\",");
    part("rotated/c", 86_402, null, events[2]);
    part("rotated/d", 86_403, version(events[2]), events[3]);
    return this;
  }

  /**
   * The events of a rollout: the new pod appears in 1, is ready in 2, and the old one is gone in 3.
   */
  static String[] events() throws IOException {
    try (InputStream body = Recordings.open("passport-auth").openBody()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8).split("(?<=\n)");
    }
  }

  /** Adds a finished recording, as by {@link #begin}. */
  void part(String name, int second, String resumedFrom, String... events) throws IOException {
    begin(name, second, resumedFrom, events).close(Ended.CUT);
  }

  /**
   * Begins a recording that is still being written.
   *
   * @param second when it began, in seconds from the beginning of 2026
   * @param resumedFrom the version that it continues from; null if it does not continue another one
   */
  RecordingWriter begin(String name, int second, String resumedFrom, String... events)
      throws IOException {
    RecordingInfo info =
        RecordingInfo.of(
            new Request("GET", "/api/v1/endpoints", "watch=true"),
            new Response(200, List.of()),
            null,
            Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second));
    Path place = folder.resolve(name);
    Files.createDirectories(place.resolveSibling(""));
    RecordingWriter writer = RecordingWriter.create(place, info);
    if (resumedFrom != null) {
      writer.segment("watch=true", resumedFrom);
    }
    for (String event : events) {
      byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
      writer.append(5, bytes, 0, bytes.length);
    }
    return writer;
  }

  static String version(String event) {
    return event.replaceAll("(?s).*?\"resourceVersion\":\"([0-9]+)\".*", "$1");
  }

  /** The rows of a report, computed without Flink, sorted. */
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
        rows.end(reading.gaps());
      }
    }
    return lines.toString(StandardCharsets.UTF_8).lines().sorted().toList();
  }

  /** The lines of the finished files whose names begin with {@code prefix}, sorted. */
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
