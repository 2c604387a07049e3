package dev.watchstream.replay.testing;

import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.RecordingInfo;
import dev.watchstream.fixtures.RecordingInfo.Ended;
import dev.watchstream.fixtures.RecordingInfo.Request;
import dev.watchstream.fixtures.RecordingInfo.Response;
import dev.watchstream.fixtures.RecordingWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Small recordings, made for a test. */
public final class Bodies {
  private Bodies() {}

  public static String object(String name, long version, String label) {
    return object("default", name, "uid-" + name, version, label);
  }

  public static String object(
      String namespace, String name, String uid, long version, String label) {
    return ("{\"kind\":\"Endpoints\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"%s\",\"namespace\":\"%s\","
            + "\"uid\":\"%s\",\"resourceVersion\":\"%d\",\"labels\":{\"l\":\"%s\"}}}")
        .formatted(name, namespace, uid, version, label);
  }

  public static String event(String type, String object) {
    return "{\"type\":\"" + type + "\",\"object\":" + object + "}\n";
  }

  /** A chunk at that second of the recording. */
  public record At(double second, String text) {}

  /** A watch of all Endpoints of the namespace default. */
  public static Recording watch(Path folder, String name, At... chunks) throws IOException {
    return watchOf("/api/v1/namespaces/default/endpoints", folder, name, chunks);
  }

  /** A watch of that path. */
  public static Recording watchOf(String path, Path folder, String name, At... chunks)
      throws IOException {
    RecordingInfo info =
        RecordingInfo.of(
            new Request("GET", path, "watch=1"),
            new Response(200, List.of()),
            null,
            Instant.parse("2026-01-01T00:00:00Z"));
    Path made = folder.resolve(name);
    try (RecordingWriter writer = RecordingWriter.create(made, info)) {
      for (At chunk : chunks) {
        byte[] bytes = chunk.text().getBytes(StandardCharsets.UTF_8);
        writer.append((long) (chunk.second() * 1e9), bytes, 0, bytes.length);
      }
      writer.close(Ended.CLEAN);
    }
    return Recording.open(made);
  }
}
