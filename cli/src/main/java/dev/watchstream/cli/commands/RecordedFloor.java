package dev.watchstream.cli.commands;

import dev.watchstream.cli.input.Selection;
import dev.watchstream.cli.input.Source;
import dev.watchstream.cli.input.StreamOptions;
import dev.watchstream.cli.input.TimelineReading;
import dev.watchstream.cli.output.CommandException;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.Text;
import dev.watchstream.timeline.Outage;
import dev.watchstream.timeline.ServiceTimeline;
import dev.watchstream.timeline.Timeline;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;

/** {@code watch --fail-below} of a recording: when a service first had too few ready addresses. */
final class RecordedFloor {

  private RecordedFloor() {}

  private record TooFew(ServiceTimeline service, Outage outage) {}

  /**
   * @throws CommandException when a service, while it exists, has fewer ready addresses than {@code
   *     floor}
   */
  static void check(String source, Selection selection, int floor, Console console)
      throws IOException {
    Timeline timeline;
    try (Source in = Source.open(source, console)) {
      timeline = TimelineReading.read(in, console, new StreamOptions(), selection);
    }
    if (timeline.services().isEmpty()) {
      throw CommandException.badStream(
          source + ": no event changed an address, so nothing was looked at");
    }
    timeline.services().stream()
        .flatMap(s -> s.outages(floor).stream().map(outage -> new TooFew(s, outage)))
        .min(Comparator.comparingLong(few -> few.outage.from().event()))
        .ifPresent(
            few -> {
              throw CommandException.badStream(words(few, floor));
            });
  }

  private static String words(TooFew few, int floor) {
    long event = few.outage.from().event();
    Duration time = few.outage.from().time();
    int ready =
        few.service.steps().stream()
            .filter(step -> step.at().event() == event)
            .findFirst()
            .orElseThrow()
            .ready();
    return "%s: %s ready, fewer than %s, at event %s%s"
        .formatted(
            few.service.name(),
            ready,
            floor,
            event,
            time == null ? "" : ", +" + Text.seconds(time));
  }
}
