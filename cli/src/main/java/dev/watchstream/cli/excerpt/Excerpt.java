package dev.watchstream.cli.excerpt;

import dev.watchstream.cli.input.EventSink;
import dev.watchstream.cli.input.Position;
import dev.watchstream.cli.input.Selection;
import dev.watchstream.cli.input.Source;
import dev.watchstream.cli.input.StreamOptions;
import dev.watchstream.cli.input.StreamReading;
import dev.watchstream.cli.input.StreamTimes;
import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.Console;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.EventType;
import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.StatusEvent;
import dev.watchstream.parser.StreamEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which events of a recording are wanted. Only their byte ranges are kept in memory, not their
 * content.
 */
final class Excerpt implements EventSink {

  private record ObjectName(ServiceName service, @Nullable String name) {}

  private final Selection selection;
  private final Recording recording;
  private final StreamTimes times;
  private final Map<ObjectName, Piece> state = new LinkedHashMap<>();
  private final List<Piece> events = new ArrayList<>();
  private @Nullable Instant begin;
  private long firstEvent = -1;

  private Excerpt(Selection selection, Recording recording, StreamTimes times) {
    this.selection = selection;
    this.recording = recording;
    this.times = times;
  }

  /**
   * Finds the wanted events of a source; {@link PieceReader} reads their bytes in a second pass.
   */
  static Excerpt of(String name, Console console, StreamOptions options, Selection selection)
      throws IOException {
    try (Source in = Source.open(name, console)) {
      Recording recording = in.recording();
      if (recording == null || options.isLenient()) {
        throw CommandException.usage(
            in.name()
                + ": is read twice, byte for byte: give a file or a recording; watchstream import"
                + " makes one of what is typed, piped, or between other text");
      }
      StreamTimes times = StreamTimes.of(in, options);
      Excerpt excerpt = new Excerpt(selection, recording, times);
      StreamReading.read(in, console, options, selection, times, excerpt);
      return excerpt;
    }
  }

  @Override
  public void accept(StreamEvent event, Position at) {
    Instant time = time(at);
    if (!at.hasBegun()) {
      begin = time;
      if (event instanceof EndpointsEvent endpoints && selection.has(ServiceName.of(endpoints))) {
        remember(endpoints, at, time);
      }
      return;
    }
    firstEvent = firstEvent < 0 ? at.event() : firstEvent;
    boolean isWanted = at.isSelected() || event instanceof StatusEvent;
    if (isWanted && event.type() != EventType.LIST_END) {
      events.add(new Piece(at.event(), at.start(), at.end(), time, form(event, false)));
    }
  }

  private void remember(EndpointsEvent event, Position at, @Nullable Instant time) {
    ObjectName object = new ObjectName(ServiceName.of(event), event.name());
    if (event.type() == EventType.DELETED) {
      state.remove(object);
    } else {
      state.put(object, new Piece(at.event(), at.start(), at.end(), time, form(event, true)));
    }
  }

  private static Piece.Form form(StreamEvent event, boolean isState) {
    if (event.type() == EventType.LISTED) {
      boolean isSlice = event instanceof EndpointsEvent endpoints && endpoints.isSlice();
      return isSlice ? Piece.Form.SLICE_OBJECT : Piece.Form.ENDPOINTS_OBJECT;
    }
    return isState ? Piece.Form.EVENT_AS_ADDED : Piece.Form.EVENT;
  }

  /**
   * The wall-clock time, or the offset from 1970 where the wall clock is not known; null without
   * times.
   */
  private @Nullable Instant time(Position at) {
    Duration time = at.time();
    Instant zero = times.startedAt();
    return time == null ? null : (zero == null ? Instant.EPOCH : zero).plus(time);
  }

  /**
   * The events that make up the state when the part begins, all at that time, in the order of the
   * recording.
   */
  List<Piece> state() {
    Duration offset = selection.since() == null ? null : selection.since().time(times.startedAt());
    Instant zero = times.startedAt() == null ? Instant.EPOCH : times.startedAt();
    Instant at = offset == null || begin == null ? begin : zero.plus(offset);
    return state.values().stream()
        .sorted(Comparator.comparingLong(Piece::start))
        .map(piece -> piece.at(at))
        .toList();
  }

  List<Piece> events() {
    return events;
  }

  /** The number of the first event of the part; -1 if there is none. */
  long firstEvent() {
    return firstEvent;
  }

  Recording recording() {
    return recording;
  }

  boolean isTimed() {
    return !events.isEmpty() && events.get(events.size() - 1).time() != null;
  }

  /** Whether the times are those of the wall clock. */
  boolean hasClock() {
    return isTimed() && times.startedAt() != null;
  }
}
