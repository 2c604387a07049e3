package dev.watchstream.cli.fleet;

import dev.watchstream.fixtures.ArrivalTimes;
import dev.watchstream.fixtures.FileTree;
import dev.watchstream.fixtures.RecordedCluster;
import dev.watchstream.fixtures.RecordedCluster.Part;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.RecordingInfo.Gap;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.WatchStreamException;
import dev.watchstream.parser.rollout.EndpointsChange;
import dev.watchstream.parser.rollout.EndpointsChanges;
import dev.watchstream.parser.stream.EndpointsParser;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the recordings of one cluster as one stream: event numbers run on, times count from the
 * beginning of the first, and what is missing between two of them is a gap. A recording that cannot
 * be read on costs only what comes after that place in it.
 */
final class ClusterReading {

  /** Takes what was read. */
  interface Sink {
    void change(EndpointsChange change, String recording) throws IOException;
  }

  private static final int BUFFER_BYTES = 64 << 10;

  private final FileTree tree;
  private final RecordedCluster cluster;
  private final ParserOptions options;
  private final LongConsumer progress;
  private final Consumer<String> problems;
  private long events;
  private int gaps;
  private @Nullable String lastVersion;

  ClusterReading(
      FileTree tree,
      RecordedCluster cluster,
      ParserOptions options,
      LongConsumer progress,
      Consumer<String> problems) {
    this.tree = tree;
    this.cluster = cluster;
    this.options = options;
    this.progress = progress;
    this.problems = problems;
  }

  void read(Sink sink) throws IOException {
    Instant zero = cluster.parts().get(0).startedAt();
    for (int i = 0; i < cluster.parts().size(); i++) {
      Part part = cluster.parts().get(i);
      gaps += i > 0 && !goesOn(part) ? 1 : 0;
      Duration since =
          zero == null || part.startedAt() == null
              ? Duration.ZERO
              : Duration.between(zero, part.startedAt());
      try {
        read(part, since, sink);
      } catch (BadRecordingException e) {
        problems.accept(e.getMessage());
        lastVersion = null;
      }
    }
  }

  /** Whether nothing is missing between the recording before and this one. */
  private boolean goesOn(Part part) {
    return part.continues() && part.resumedFrom() != null && part.resumedFrom().equals(lastVersion);
  }

  private void read(Part part, Duration since, Sink sink)
      throws IOException, BadRecordingException {
    String name = part.path().isEmpty() ? cluster.name() : part.path();
    String place = part.path().isEmpty() ? tree.place() : tree.place() + "/" + part.path();
    EndpointsChanges changes = new EndpointsChanges(events, gaps);
    EndpointsParser[] parser = new EndpointsParser[1];
    try {
      Recording recording = part.open(tree);
      ArrivalTimes times = ArrivalTimes.of(recording);
      List<Gap> known = recording.info().gaps();
      int[] passed = {0};
      parser[0] =
          EndpointsParser.create(
              event -> {
                while (passed[0] < known.size()
                    && known.get(passed[0]).offset() <= parser[0].eventStart()) {
                  // A recorder that goes on in another folder says so at its beginning.
                  if (known.get(passed[0]++).offset() > 0 || !part.continues()) {
                    changes.gap();
                  }
                }
                accept(event, changes, at(times.of(parser[0].eventEnd()), since), name, sink);
              },
              options);
      feed(recording, parser[0]);
    } catch (WatchStreamException e) {
      throw new BadRecordingException(place + ": " + e.getMessage(), e);
    } catch (SinkException e) {
      throw e.cause;
    } catch (IOException e) {
      String seen = parser[0] == null ? "" : " after " + parser[0].eventCount() + " events";
      throw new BadRecordingException(
          place + ": cannot be read on" + seen + ": " + e.getMessage(), e);
    } finally {
      events = changes.eventCount();
      gaps = changes.gaps();
    }
  }

  private static @Nullable Duration at(@Nullable Duration time, Duration since) {
    return time == null ? null : since.plus(time);
  }

  private void accept(
      StreamEvent event,
      EndpointsChanges changes,
      @Nullable Duration time,
      String recording,
      Sink sink) {
    if (event.resourceVersion() != null) {
      lastVersion = event.resourceVersion();
    }
    EndpointsChange change = changes.accept(event, time);
    if (change != null) {
      try {
        sink.change(change, recording);
      } catch (IOException e) {
        throw new SinkException(e);
      }
    }
  }

  private void feed(Recording recording, EndpointsParser parser) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream body = recording.openBody()) {
      for (int length = body.read(buffer); length >= 0; length = body.read(buffer)) {
        parser.feed(buffer, 0, length);
        progress.accept(length);
      }
    }
    parser.endOfInput();
  }

  /** One recording cannot be read on. */
  private static final class BadRecordingException extends Exception {
    private static final long serialVersionUID = 1L;

    BadRecordingException(String message, Throwable cause) {
      super(message, cause);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }

  /** What was read cannot be written: that ends all. */
  private static final class SinkException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final IOException cause;

    SinkException(IOException cause) {
      super(cause);
      this.cause = cause;
    }
  }
}
