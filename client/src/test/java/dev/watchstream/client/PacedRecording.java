package dev.watchstream.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.RecordingInfo.Ended;
import dev.watchstream.fixtures.RecordingWriter;
import dev.watchstream.fixtures.Recordings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A shipped recording with a minute between events, so that each is one step. */
final class PacedRecording {

  private PacedRecording() {}

  /** The first {@code events} events, as a recording in that folder. */
  static Recording of(String name, int events, Path folder) throws IOException {
    Recording original = Recordings.open(name);
    Path copy = folder.resolve(name);
    try (RecordingWriter writer = RecordingWriter.create(copy, original.info());
        InputStream body = original.openBody()) {
      List<String> lines = new String(body.readAllBytes(), UTF_8).lines().limit(events).toList();
      for (int minute = 0; minute < lines.size(); minute++) {
        byte[] event = (lines.get(minute) + "\n").getBytes(UTF_8);
        writer.append(TimeUnit.MINUTES.toNanos(minute), event, 0, event.length);
      }
      writer.close(Ended.CLEAN);
    }
    return Recording.open(copy);
  }
}
