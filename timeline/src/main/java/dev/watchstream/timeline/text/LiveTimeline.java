package dev.watchstream.timeline.text;

import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.parser.rollout.RolloutStep;
import dev.watchstream.timeline.Outage;
import dev.watchstream.timeline.RolloutView;
import dev.watchstream.timeline.Truncation;
import dev.watchstream.timeline.text.TimelinePrinter.Widths;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints each event as it comes, those of all services in one list. */
final class LiveTimeline implements RolloutView {

  private final TimelinePrinter printer;

  /** Null before the first row. */
  private @Nullable Widths widths;

  LiveTimeline(TimelinePrinter printer) {
    this.printer = printer;
  }

  @Override
  public void step(RolloutStep step) {
    TimelineRow row = new TimelineRow(step);
    widths = widths == null ? Widths.ofStream(printer.timeWidth(row)) : widths;
    printer.row(row, row.total(), widths, step.service());
  }

  @Override
  public void rollout(Rollout rollout) {
    printer.rollout(rollout);
  }

  @Override
  public void outage(ServiceName service, Outage outage) {
    printer.outage(service, outage);
  }

  @Override
  public void truncations(ServiceName service, List<Truncation> truncations) {
    printer.truncations(service, truncations);
  }

  @Override
  public void end() {
    printer.notesBefore(Long.MAX_VALUE);
    if (widths == null) {
      printer.nothing();
    }
  }
}
