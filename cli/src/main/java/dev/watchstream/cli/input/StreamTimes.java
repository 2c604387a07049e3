package dev.watchstream.cli.input;

import dev.watchstream.fixtures.ArrivalTimes;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.input.LogTime;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.timeline.TimeSource;
import dev.watchstream.timeline.TriggerTimes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the events of a source came: from the recording or the lines of the log, or else from the
 * objects themselves. Must be asked in the order of the stream.
 */
public final class StreamTimes {

  private final ArrivalTimes arrivals;
  private final @Nullable Instant recordedAt;
  private final boolean isRecorded;
  private final TriggerTimes triggers = new TriggerTimes();

  private @Nullable LogTime firstLogged;
  private @Nullable Instant lastLogged;
  private @Nullable Instant instant;

  private StreamTimes(ArrivalTimes arrivals, @Nullable Instant recordedAt, boolean isRecorded) {
    this.arrivals = arrivals;
    this.recordedAt = recordedAt;
    this.isRecorded = isRecorded;
  }

  /** The times of a source that is read with these options. */
  public static StreamTimes of(Source source, StreamOptions options) throws IOException {
    Recording recording = source.recording();
    // With --lenient, offsets leave out the skipped bytes, so the times of the chunks do not fit
    // them.
    boolean isRecorded = recording != null && recording.hasTiming() && !options.lenient;
    return new StreamTimes(
        isRecorded ? source.arrivalTimes() : ArrivalTimes.unknown(),
        recording == null ? null : recording.info().startedAt(),
        isRecorded);
  }

  /** Takes the next bytes of the stream; they must not go beyond the end of the next event. */
  void read(byte[] bytes, int from, int to) {
    if (!isRecorded) {
      triggers.read(bytes, from, to);
    }
  }

  /** Takes the time that is logged before the next object. */
  void logged(@Nullable LogTime time) {
    if (time != null) {
      firstLogged = firstLogged == null ? time : firstLogged;
      boolean goesBack = lastLogged != null && time.time().isBefore(lastLogged);
      lastLogged = goesBack ? lastLogged : time.time();
    }
  }

  /**
   * When this event, which ends at offset {@code end}, came, counted from the start; null where
   * that is not known.
   */
  @Nullable Duration of(StreamEvent event, long end) {
    Duration triggered = isRecorded ? null : triggers.of(event);
    Duration time =
        isRecorded
            ? arrivals.of(end)
            : firstLogged == null || lastLogged == null
                ? triggered
                : Duration.between(firstLogged.time(), lastLogged);
    Instant zero = startedAt();
    instant =
        source() == TimeSource.TRIGGER
            ? triggers.latest()
            : zero == null || time == null ? null : zero.plus(time);
    return time;
  }

  /** The wall-clock time of the event that was last asked for; null where it is not known. */
  @Nullable Instant instant() {
    return instant;
  }

  /** Where the times come from, by what was read so far. */
  public TimeSource source() {
    if (isRecorded || firstLogged != null) {
      return TimeSource.ARRIVAL;
    }
    return triggers.isKnown() ? TimeSource.TRIGGER : TimeSource.NONE;
  }

  /** The wall-clock time at offset 0; null where it is not known, or not yet. */
  public @Nullable Instant startedAt() {
    if (isRecorded) {
      return recordedAt;
    }
    if (firstLogged != null) {
      return firstLogged.isDated() ? firstLogged.time() : null;
    }
    return triggers.startedAt();
  }
}
