package dev.watchstream.timeline.text;

import dev.watchstream.fixtures.RecordingInfo.Note;
import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.timeline.Outage;
import dev.watchstream.timeline.Truncation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints timelines for people. */
final class TimelinePrinter {

  private static final int BAR_WIDTH = 12;
  private static final int MOST_OF_A_NOTE = 500;

  private final TextOutput output;
  private final TimeColumn times;
  private final List<Note> notes;
  private int notesPrinted;

  TimelinePrinter(TextOutput output, TimeColumn times, List<Note> notes) {
    this.output = output;
    this.times = times;
    this.notes = notes;
  }

  void header(ServiceName service) {
    String kind = service.kind().equals("Endpoints") ? "" : " (" + service.kind() + "s)";
    output.println(Style.BOLD.of(Words.excerpt(service.toString()) + kind, output));
  }

  /**
   * Prints one row.
   *
   * @param widest how many addresses fill the bar: those of the row with the most
   */
  void row(TimelineRow row, int widest, Widths widths, @Nullable ServiceName service) {
    notesBefore(row.firstEvent() + 1);
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%" + widths.events + "s  ", row.events()));
    if (widths.time > 0) {
      line.append(String.format(Locale.ROOT, "%" + widths.time + "s  ", times.of(row.time())));
    }
    if (widths.type > 0) {
      line.append(String.format(Locale.ROOT, "%-" + widths.type + "s  ", row.type()));
    }
    int bar = line.length();
    // In a live stream it is not known how long the bars of later rows will be.
    int column = service == null ? Math.min(BAR_WIDTH, widest) : BAR_WIDTH;
    line.append(" ".repeat(column)).append("  ");
    line.append(String.format(Locale.ROOT, "%-" + widths.state + "s  ", row.state()));
    if (service != null) {
      line.append(Words.excerpt(service.toString())).append(": ");
    }
    line.append(row.story(output.columns() - line.length(), output));
    line.replace(bar, bar + Math.min(BAR_WIDTH, widest), bar(row, widest));
    output.println(line.toString().stripTrailing());
  }

  /** The widths of the columns. */
  record Widths(int events, int time, int type, int state) {

    /** For a live stream, of which only the first row is known. */
    static Widths ofStream(int time) {
      return new Widths(5, time, 8, 24);
    }
  }

  /** The widths that these rows need. */
  Widths widths(List<TimelineRow> rows) {
    int events = 1;
    int time = 0;
    int type = 0;
    int state = 0;
    for (TimelineRow row : rows) {
      events = Math.max(events, row.events().length());
      time = Math.max(time, timeWidth(row));
      type = Math.max(type, row.type().length());
      state = Math.max(state, row.state().length());
    }
    return new Widths(events, time, type, state);
  }

  int timeWidth(TimelineRow row) {
    return times.of(row.time()).length();
  }

  void rollout(Rollout rollout) {
    String sum = Words.excerpt(rollout.service().toString()) + ": " + RolloutWords.of(rollout);
    output.println(Style.BOLD.of(sum, output));
  }

  /** {@code web/shop: down to 0 ready for 2.3 s, from event 5 (09:12:09.300Z) to event 9}. */
  void outage(ServiceName service, Outage outage) {
    Duration duration = outage.duration();
    String time = times.of(outage.from().time());
    String line =
        Words.excerpt(service.toString())
            + ": down to "
            + outage.readyMin()
            + " ready"
            + (duration == null ? "" : " for " + Words.seconds(duration))
            + ", from event "
            + outage.from().event()
            + (time.isEmpty() ? "" : " (" + time + ")")
            + (outage.isOver() ? " to event " + outage.to().event() : " to the end");
    output.println(Style.RED.of(line, output));
  }

  void truncations(ServiceName service, List<Truncation> truncations) {
    String line = Words.excerpt(service.toString()) + ": " + TruncationWords.of(truncations);
    output.println(Style.RED.of(line, output));
  }

  void noRollout(ServiceName service, long events) {
    output.println(
        Style.BOLD.of(
            Words.excerpt(service.toString())
                + ": no rollout in "
                + Words.count(events, "event")
                + " that changed an address",
            output));
  }

  void nothing() {
    output.println("no event changed an address");
  }

  void more(int services) {
    output.println("and " + Words.count(services, "more service") + ": see --all");
  }

  /** Prints the notes that stand before an event and were not printed yet. */
  void notesBefore(long event) {
    while (notesPrinted < notes.size() && notes.get(notesPrinted).event() < event) {
      String text = Words.excerpt(notes.get(notesPrinted++).text(), MOST_OF_A_NOTE);
      output.println(Style.FAINT.of("# " + text, output));
    }
  }

  /** One block for each address, or for several: outdated ▒, up to date ■, not ready □. */
  private String bar(TimelineRow row, int widest) {
    int width = Math.min(BAR_WIDTH, widest);
    double scale = widest <= BAR_WIDTH ? 1 : (double) BAR_WIDTH / widest;
    int notReady = Math.min(blocks(row.notReady(), scale), width);
    int ready = Math.min(blocks(row.ready(), scale), width - notReady);
    int outdated = Math.min(blocks(row.readyOutdated(), scale), ready);
    return Style.FAINT.of("▒".repeat(outdated), output)
        + Style.GREEN.of("■".repeat(ready - outdated), output)
        + Style.YELLOW.of("□".repeat(notReady), output)
        + " ".repeat(width - ready - notReady);
  }

  private static int blocks(int addresses, double scale) {
    return addresses == 0 ? 0 : Math.max(1, (int) Math.round(addresses * scale));
  }
}
