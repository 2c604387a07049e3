package dev.watchstream.replay.engine;

import dev.watchstream.fixtures.Recording;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What some recordings tell together, as the history of one cluster. Recordings that were made at
 * the same time keep their distance; others begin together. Immutable.
 */
final class History implements Closeable {
  private final List<RecordedWatch> watches;
  private final Map<Resource, Timeline> timelines;
  private final @Nullable Instant startedAt;
  private final @Nullable String serverVersion;

  private History(
      List<RecordedWatch> watches,
      Map<Resource, Timeline> timelines,
      @Nullable Instant startedAt,
      @Nullable String serverVersion) {
    this.watches = List.copyOf(watches);
    this.timelines = timelines;
    this.startedAt = startedAt;
    this.serverVersion = serverVersion;
  }

  /**
   * @throws UnservableRecordingException if a recording holds what is not served, or two tell of
   *     the same object
   */
  static History of(List<Recording> recordings, boolean loop) throws IOException {
    List<RecordedStream> streams = new ArrayList<>();
    try {
      for (Recording recording : recordings) {
        streams.add(StreamReader.read(recording));
      }
      List<RecordedWatch> watches = streams.stream().map(RecordedWatch::of).toList();
      HistoryBuilder builder = new HistoryBuilder(watches);
      return new History(
          watches,
          builder.timelines(loop),
          builder.startedAt(),
          recordings.stream()
              .map(recording -> recording.info().serverVersion())
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null));
    } catch (IOException e) {
      for (RecordedStream stream : streams) {
        stream.body().close();
      }
      throw e;
    }
  }

  /** That of a resource of which nothing is recorded is empty. */
  Timeline timeline(Resource resource) {
    return Objects.requireNonNull(timelines.get(resource));
  }

  /** Whether anything of it is recorded. */
  boolean has(Resource resource) {
    Timeline timeline = timeline(resource);
    return timeline.positionsOfALap() > 0;
  }

  List<RecordedWatch> watches() {
    return watches;
  }

  /** The story's zero on the wall clock; null when no recording tells. */
  @Nullable Instant startedAt() {
    return startedAt;
  }

  /** As a recording has it; null when none does. */
  @Nullable String serverVersion() {
    return serverVersion;
  }

  /** The next time after {@code nanos} at which anything happens; -1 when nothing does. */
  long nextAfter(long nanos) {
    return timelines.values().stream()
        .mapToLong(timeline -> timeline.nextAfter(nanos))
        .filter(next -> next >= 0)
        .min()
        .orElse(-1);
  }

  @Override
  public void close() throws IOException {
    for (RecordedWatch watch : watches) {
      watch.stream().body().close();
    }
  }
}
