package dev.watchstream.client.record;

import static dev.watchstream.client.wire.Wire.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.RecordingInfo;
import dev.watchstream.fixtures.RecordingInfo.Ended;
import dev.watchstream.fixtures.RecordingWriter;
import dev.watchstream.fixtures.Recordings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class RecordingDiffTest {

  @TempDir Path folder;

  @Test
  void aRecordingIsTheSameAsItself() throws IOException {
    Recording recording = Recordings.open("one-pod-rollout");
    RecordingDiff diff = RecordingDiff.between(recording, recording);
    assertThat(diff.isSame()).isTrue();
    assertThat(diff.events()).isEmpty();
  }

  @Test
  void tellsWhichEventsDiffer() throws IOException {
    Recording left =
        record("left", event("ADDED", "a", 1, "10.0.0.1"), event("MODIFIED", "a", 2, "10.0.0.2"));
    Recording right =
        record(
            "right",
            event("ADDED", "a", 1, "10.0.0.1"),
            event("MODIFIED", "a", 2, "10.0.0.3"),
            event("DELETED", "a", 3));
    RecordingDiff diff = RecordingDiff.between(left, right);
    assertThat(diff.isSame()).isFalse();
    assertThat(diff.differentEvents()).isEqualTo(2);
    assertThat(diff.events()).extracting(RecordingDiff.Event::number).containsExactly(1L, 2L);
    assertThat(diff.events().get(1).left()).isNull();
    assertThat(diff.firstDifferentByte())
        .isEqualTo(
            event("ADDED", "a", 1, "10.0.0.1").length()
                + event("MODIFIED", "a", 2, "10.0.0.2").indexOf("10.0.0.2")
                + 7);
    assertThat(diff.firstDifferentChunk()).isEqualTo(2);
  }

  @Test
  void theSameBytesInOtherChunksDifferInTheirChunksAlone() throws IOException {
    String text = event("ADDED", "a", 1);
    RecordingDiff diff =
        RecordingDiff.between(
            record("left", text), record("right", text.substring(0, 9), text.substring(9)));
    assertThat(diff).isEqualTo(new RecordingDiff(-1, 0, java.util.List.of(), 0));
  }

  private Recording record(String name, String... chunks) throws IOException {
    Path path = folder.resolve(name);
    try (RecordingWriter writer = RecordingWriter.create(path, RecordingInfo.unknown())) {
      for (String chunk : chunks) {
        byte[] bytes = chunk.getBytes(StandardCharsets.UTF_8);
        writer.append(0, bytes, 0, bytes.length);
      }
      writer.close(Ended.CLEAN);
    }
    return Recording.open(path);
  }
}
