package dev.watchstream.replay.history;

import dev.watchstream.fixtures.Recording;
import dev.watchstream.replay.resource.Resource;
import dev.watchstream.replay.resource.Resources;
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
public final class History implements Closeable {
  private final List<RecordedWatch> watches;
  private final Resources served;
  private final Map<Resource, ResourceHistory> resources;
  private final @Nullable Instant startedAt;
  private final @Nullable String serverVersion;

  private History(
      List<RecordedWatch> watches,
      Resources served,
      Map<Resource, ResourceHistory> resources,
      @Nullable Instant startedAt,
      @Nullable String serverVersion) {
    this.watches = List.copyOf(watches);
    this.served = served;
    this.resources = resources;
    this.startedAt = startedAt;
    this.serverVersion = serverVersion;
  }

  /**
   * Reads the recordings, and tells them as one.
   *
   * @throws UnservableRecordingException if a recording holds what is not served, or two tell of
   *     the same object
   */
  public static History of(List<Recording> recordings, boolean loop) throws IOException {
    List<RecordedStream> streams = new ArrayList<>();
    try {
      for (Recording recording : recordings) {
        streams.add(StreamReader.read(recording));
      }
      Resources served = RecordedResources.of(streams);
      List<RecordedWatch> watches =
          streams.stream().map(stream -> RecordedWatch.of(stream, served)).toList();
      HistoryBuilder builder = new HistoryBuilder(watches, served);
      return new History(
          watches,
          served,
          builder.resources(loop),
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

  /** Of a resource that is {@link #served}; that of one of which nothing is recorded is empty. */
  public ResourceHistory of(Resource resource) {
    return Objects.requireNonNull(resources.get(resource));
  }

  public Resources served() {
    return served;
  }

  /** How long a lap takes, which is the same for all resources; 0 when it does not loop. */
  public long lapNanos() {
    return resources.values().stream().mapToLong(ResourceHistory::lapNanos).max().orElse(0);
  }

  public List<RecordedWatch> watches() {
    return watches;
  }

  /** The story's zero on the wall clock; null when no recording tells. */
  public @Nullable Instant startedAt() {
    return startedAt;
  }

  /** As a recording has it; null when none does. */
  public @Nullable String serverVersion() {
    return serverVersion;
  }

  /** The next time after {@code nanos} at which anything happens; -1 when nothing does. */
  public long nextAfter(long nanos) {
    return resources.values().stream()
        .mapToLong(story -> story.nextAfter(nanos))
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
