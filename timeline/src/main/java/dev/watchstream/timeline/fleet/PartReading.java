package dev.watchstream.timeline.fleet;

import dev.watchstream.fixtures.ArrivalTimes;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.RecordingInfo.Gap;
import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.rollout.EndpointsChange;
import dev.watchstream.parser.rollout.EndpointsChanges;
import dev.watchstream.parser.stream.EndpointsParser;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Reads one recording of a cluster, one buffer at a time. */
final class PartReading implements Closeable {

  private static final int BUFFER_BYTES = 64 << 10;

  private final EndpointsChanges changes;
  private final boolean continues;
  private final Duration since;
  private final Queue<EndpointsChange> found;
  private final LongConsumer progress;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final EndpointsParser parser;
  private final ArrivalTimes times;
  private final List<Gap> gaps;
  private final InputStream body;
  private int gapsPassed;
  private @Nullable String lastVersion;

  /**
   * Opens the recording.
   *
   * @param changes counts the cluster's events
   * @param continues whether the recording continues the one before it, rather than beginning with
   *     a state
   * @param since when it began, from the beginning of the cluster's first recording
   * @param versionBefore the last resourceVersion before it; null where there was none
   * @param found receives the changes
   * @param progress called with the number of bytes of each read
   */
  PartReading(
      Recording recording,
      EndpointsChanges changes,
      boolean continues,
      Duration since,
      @Nullable String versionBefore,
      Queue<EndpointsChange> found,
      LongConsumer progress)
      throws IOException {
    this.changes = changes;
    this.continues = continues;
    this.since = since;
    this.lastVersion = versionBefore;
    this.found = found;
    this.progress = progress;
    this.times = ArrivalTimes.of(recording);
    this.gaps = recording.info().gaps();
    this.parser = EndpointsParser.create(this::accept, ParserOptions.defaults());
    this.body = recording.openBody();
  }

  /**
   * Reads the next buffer.
   *
   * @return whether there may be more
   */
  boolean read() throws IOException {
    int length = body.read(buffer);
    if (length < 0) {
      parser.endOfInput();
      return false;
    }
    parser.feed(buffer, 0, length);
    progress.accept(length);
    return true;
  }

  private void accept(StreamEvent event) {
    for (; gapsPassed < gaps.size(); gapsPassed++) {
      long offset = gaps.get(gapsPassed).offset();
      if (offset > parser.eventStart()) {
        break;
      }
      // A gap at offset 0 of a continued recording is only the recorder's switch to another folder.
      if (offset > 0 || !continues) {
        changes.gap();
      }
    }
    if (event.resourceVersion() != null) {
      lastVersion = event.resourceVersion();
    }
    Duration time = times.of(parser.eventEnd());
    EndpointsChange change = changes.accept(event, time == null ? null : since.plus(time));
    EndpointsChange left = changes.left();
    if (left != null) {
      found.add(left);
    }
    if (change != null) {
      found.add(change);
    }
  }

  /**
   * The last resourceVersion so far, possibly of a recording before this one; null if there was
   * none.
   */
  @Nullable String lastVersion() {
    return lastVersion;
  }

  long eventCount() {
    return parser.eventCount();
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
