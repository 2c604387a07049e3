package dev.watchstream.replay.body;

import dev.watchstream.fixtures.Chunk;
import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.WatchBody;
import dev.watchstream.replay.history.RecordedEvent;
import dev.watchstream.replay.history.RecordedStream;
import dev.watchstream.replay.history.RecordedWatch;
import dev.watchstream.replay.time.ReplayClock;
import dev.watchstream.replay.time.ReplayControl;
import dev.watchstream.replay.time.StoryClock;
import java.util.List;

/** A recorded stream again: the same bytes, chunks, times and end. */
public final class RecordedBody implements WatchBody {
  private final RecordedWatch watch;
  private final StoryClock clock;
  private final ReplayControl control;
  private final boolean byEvent;
  private int index;
  private int offset;
  private boolean hasToldAll;

  /**
   * {@code byEvent} gives each event its own chunk, as also when the recorded chunks are unknown.
   */
  public RecordedBody(RecordedWatch watch, boolean byEvent, ReplayControl control) {
    this.watch = watch;
    this.byEvent = byEvent || watch.stream().chunks().isEmpty();
    this.control = control;
    this.clock = control.open(0);
  }

  @Override
  public ReplayClock clock() {
    return clock;
  }

  @Override
  public Frame next() {
    RecordedStream stream = watch.stream();
    if (byEvent) {
      List<RecordedEvent> events = stream.events();
      if (index < events.size()) {
        RecordedEvent event = events.get(index);
        index++;
        return chunk(event.atNanos(), event.end());
      }
      if (offset < stream.body().length()) {
        // The rest: part of an event that was cut off, or a line end.
        return chunk(
            events.isEmpty() ? 0 : events.get(index - 1).atNanos(), stream.body().length());
      }
    } else if (index < stream.chunks().size()) {
      Chunk chunk = stream.chunks().get(index);
      index++;
      return chunk(chunk.offsetNanos(), offset + chunk.length());
    }
    hasToldAll = true;
    return new Frame.End(watch.endNanos(), watch.ending());
  }

  /** The end of the stream is the end for its objects: no other recording has them. */
  @Override
  public boolean hasToldAll() {
    return hasToldAll;
  }

  @Override
  public void close() {
    control.close(clock);
  }

  private Frame chunk(long atNanos, int end) {
    Frame chunk = new Frame.Chunk(atNanos, watch.stream().body().slice(offset, end));
    offset = end;
    return chunk;
  }
}
