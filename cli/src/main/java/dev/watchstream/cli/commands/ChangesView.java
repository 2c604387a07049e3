package dev.watchstream.cli.commands;

import dev.watchstream.client.WatchNotice;
import dev.watchstream.client.WatchNotice.Change;
import dev.watchstream.parser.EndpointsEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Prints each change that a watch reports, and none of its other notices. */
final class ChangesView implements WatchView {

  /** Prints one change. */
  interface Printer {

    /** Prints what an event changed. */
    void print(EndpointsEvent event, Duration since, Instant now) throws IOException;
  }

  private final Clock clock;
  private final Instant begin;
  private final Printer printer;

  ChangesView(Clock clock, Instant begin, Printer printer) {
    this.clock = clock;
    this.begin = begin;
    this.printer = printer;
  }

  @Override
  public void onNotice(WatchNotice notice) {
    if (notice instanceof Change change) {
      Instant now = clock.instant();
      try {
        printer.print(change.event(), Duration.between(begin, now), now);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
