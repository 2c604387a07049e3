package dev.watchstream.cli;

import dev.watchstream.fixtures.Chunk;
import dev.watchstream.fixtures.Recording;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When the bytes of a recording arrived. Asked in the order of the stream. */
final class ArrivalTimes {

  private final List<Chunk> chunks;
  private int next;
  private long arrived;
  private @Nullable Duration time;

  private ArrivalTimes(List<Chunk> chunks) {
    this.chunks = chunks;
  }

  static ArrivalTimes of(Source source) throws IOException {
    Recording recording = source.recording();
    return new ArrivalTimes(recording == null ? List.of() : recording.chunks());
  }

  /** When the stream's first {@code bytes} bytes were there, from its start; null if not known. */
  @Nullable Duration of(long bytes) {
    while (arrived < bytes && next < chunks.size()) {
      Chunk chunk = chunks.get(next++);
      arrived += chunk.length();
      time = Duration.ofNanos(chunk.offsetNanos());
    }
    return time;
  }
}
