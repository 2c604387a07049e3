package dev.watchstream.replay.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.Chunk;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.RecordingInfo.Ended;
import dev.watchstream.fixtures.RecordingInfo.Request;
import dev.watchstream.fixtures.Recordings;
import dev.watchstream.replay.engine.CapturedStream;
import dev.watchstream.replay.http.HttpOptions;
import dev.watchstream.replay.testing.NoLeaks;
import dev.watchstream.replay.testing.RawClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent is what was recorded, chunk by chunk and byte by byte. */
@ExtendWith(NoLeaks.class)
@Timeout(60)
class EveryByteTest {
  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.watchstream.replay.engine.CapturedStream#recordings")
  void aRecordingIsServedInItsChunks(String name) throws IOException {
    assertServed(Recordings.open(name), "application/json");
  }

  @ParameterizedTest
  @MethodSource("dev.watchstream.replay.engine.CapturedStream#watches")
  void aCaptureIsServedInItsChunks(CapturedStream capture) throws IOException {
    assertServed(capture.recording(folder), capture.accept());
  }

  private static void assertServed(Recording recording, String accept) throws IOException {
    Request request = recording.info().request();
    String target = request.path() + (request.query() == null ? "" : "?" + request.query());
    try (Served served = Served.of(recording, HttpOptions.loopback());
        InputStream expected = recording.openBody();
        RawClient client = new RawClient(served.http().port())) {
      client.get(target, "Accept: " + accept, "Connection: close");
      assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK\r\n");
      InputStream wire = client.buffered();
      for (Chunk chunk : recording.chunks()) {
        assertThat(chunkSize(wire)).isEqualTo(chunk.length());
        assertChunk(wire, expected, chunk.length());
      }
      int size = recording.info().ended() == Ended.CUT ? -1 : chunkSize(wire);
      while (recording.chunks().isEmpty() && size > 0) {
        assertChunk(wire, expected, size);
        size = chunkSize(wire);
      }
      assertThat(expected.read()).isEqualTo(-1);
      assertThat(new String(wire.readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII))
          .isEqualTo(size == 0 ? "\r\n" : "");
    }
  }

  private static void assertChunk(InputStream wire, InputStream expected, int length)
      throws IOException {
    assertThat(java.util.Arrays.equals(wire.readNBytes(length), expected.readNBytes(length)))
        .isTrue();
    assertThat(wire.readNBytes(2)).containsExactly('\r', '\n');
  }

  /** Reads a size in hexadecimal, with the line end. */
  private static int chunkSize(InputStream wire) throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.indexOf("\r\n") < 0) {
      int next = wire.read();
      assertThat(next).as("a byte of a chunk's size").isNotEqualTo(-1);
      line.append((char) next);
    }
    return Integer.parseInt(line.toString().strip(), 16);
  }
}
