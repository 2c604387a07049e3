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
 * Several recordings together, as the history of one cluster. Recordings made at the same time keep
 * their offsets in time; others start together. Immutable.
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
   * Reads the recordings and merges them.
   *
   * @throws UnservableRecordingException if a recording holds what cannot be served, or two contain
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

  /** The history of a {@link #served} resource; empty when nothing of it is recorded. */
  public ResourceHistory of(Resource resource) {
    return Objects.requireNonNull(resources.get(resource));
  }

  public Resources served() {
    return served;
  }

  /** How long a lap takes, the same for all resources; 0 when it does not loop. */
  public long lapNanos() {
    return resources.values().stream().mapToLong(ResourceHistory::lapNanos).max().orElse(0);
  }

  /** When the last change happens, of the first lap. */
  public long lastNanos() {
    return resources.values().stream()
        .mapToLong(story -> story.timeAt(story.positionsOfALap()))
        .max()
        .orElse(0);
  }

  public List<RecordedWatch> watches() {
    return watches;
  }

  /** The wall clock at the story's zero; null when no recording says. */
  public @Nullable Instant startedAt() {
    return startedAt;
  }

  /** From the first recording that has one; null when none does. */
  public @Nullable String serverVersion() {
    return serverVersion;
  }

  /** The next time after {@code nanos} at which anything happens; -1 when there is none. */
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
