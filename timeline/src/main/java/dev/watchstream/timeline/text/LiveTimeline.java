package dev.watchstream.timeline.text;

import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.parser.rollout.RolloutStep;
import dev.watchstream.timeline.RolloutView;

/** Prints each event as it comes, whatever its service. */
final class LiveTimeline implements RolloutView {

  private final TimelinePrinter printer;
  private boolean isEmpty = true;

  LiveTimeline(TimelinePrinter printer) {
    this.printer = printer;
  }

  @Override
  public void step(RolloutStep step) {
    TimelineRow row = new TimelineRow(step);
    printer.row(row, row.total(), TimelinePrinter.Widths.OF_A_STREAM, step.service());
    isEmpty = false;
  }

  @Override
  public void rollout(Rollout rollout) {
    printer.rollout(rollout);
  }

  @Override
  public void end() {
    printer.notesBefore(Long.MAX_VALUE);
    if (isEmpty) {
      printer.nothing();
    }
  }
}
