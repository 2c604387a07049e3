package dev.watchstream.cli.input;

import dev.watchstream.cli.output.CommandException;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.timeline.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Hands events to a sink, each with the position that says whether it is in the selected part. */
final class SelectedPart {

  private static final int MOST_OTHERS = 10;

  private final Selection selection;
  private final StreamTimes times;
  private final EventSink sink;
  private long events;
  private boolean hasBegun;
  private boolean isEmpty = true;

  /** Services seen that were not asked for; collected until one that was asked for is found. */
  private final Set<String> others = new TreeSet<>();

  private boolean isOver;

  SelectedPart(Selection selection, StreamTimes times, EventSink sink) {
    this.selection = selection;
    this.times = times;
    this.sink = sink;
    this.hasBegun = selection.since == null;
    if (selection.since != null
        && selection.until != null
        && selection.since.isAfter(selection.until)) {
      throw CommandException.usage("--since is after --until: no event is in such a part");
    }
  }

  StreamTimes times() {
    return times;
  }

  void accept(StreamEvent event, long start, long end) throws IOException {
    if (isOver) {
      return;
    }
    Duration time = times.of(event, end);
    Instant instant = times.instant();
    long number = events++;
    isOver = selection.until != null && selection.until.isReachedBy(number, time, instant);
    if (isOver) {
      return;
    }
    hasBegun |= selection.since != null && selection.since.isReachedBy(number, time, instant);
    boolean isSelected = selection.has(event);
    note(event, isSelected);
    isSelected &= hasBegun;
    sink.accept(event, new Position(number, start, end, time, instant, hasBegun, isSelected));
  }

  private void note(StreamEvent event, boolean isSelected) {
    isEmpty &= !isSelected;
    if (isEmpty && event instanceof EndpointsEvent endpoints && others.size() < MOST_OTHERS) {
      others.add(ServiceName.of(endpoints).toString());
    }
  }

  /** Whether the selected part has ended: what follows is not needed. */
  boolean isOver() {
    return isOver;
  }

  /**
   * Called at the end of the stream.
   *
   * @throws CommandException if the stream does not have what was asked for
   */
  void end(String source) {
    if (isEmpty && !selection.hasAll()) {
      throw CommandException.badStream(
          source
              + ": no event of "
              + selection.services()
              + (others.isEmpty() ? "" : "; it tells of " + String.join(", ", others)));
    }
    if (isOver) {
      return;
    }
    require(source, "--since", selection.since);
    require(source, "--until", selection.until);
    if (!hasBegun) {
      throw CommandException.badStream(
          source + ": the stream ends before --since; it has " + events + " events");
    }
  }

  private void require(String source, String option, @Nullable Place place) {
    boolean hasTimes = times.source() != TimeSource.NONE;
    String problem = place == null ? null : place.problem(hasTimes, times.startedAt());
    if (problem != null) {
      throw CommandException.usage(source + ": " + option + ": " + problem);
    }
  }
}
