package dev.watchstream.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.Recording;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimedCopyTest {

  @Test
  void has_every_event_also_a_very_large_one(@TempDir Path folder) throws IOException {
    String small = event("small", "");
    Path file = folder.resolve("watch.ndjson");
    Files.writeString(file, small + event("large", "x".repeat(9 << 20)) + small);
    Recording copy = TimedCopy.of(Recording.open(file));
    try (InputStream body = copy.openBody()) {
      assertThat(
              new String(body.readAllBytes(), StandardCharsets.UTF_8)
                  .equals(Files.readString(file)))
          .isTrue();
    }
    assertThat(copy.chunks()).hasSize(3);
  }

  private static String event(String name, String text) {
    return """
        {"type":"ADDED","object":{"kind":"Endpoints","apiVersion":"v1","metadata":{"name":"%s",\
        "namespace":"default","resourceVersion":"1","annotations":{"a":"%s"}}}}
        """
        .formatted(name, text);
  }
}
