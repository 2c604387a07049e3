package dev.watchstream.cli.commands;

import dev.watchstream.cli.input.EventSink;
import dev.watchstream.cli.input.Position;
import dev.watchstream.cli.output.Console;
import dev.watchstream.cli.output.Csv;
import dev.watchstream.cli.output.EventJson;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.TargetRef;
import dev.watchstream.parser.rollout.AddressChange;
import dev.watchstream.parser.rollout.RolloutStep;
import dev.watchstream.parser.rollout.RolloutTracker;

/**
 * Writes one CSV row for each change of an address. Scripts rely on the columns and their order.
 */
final class ChangesCsv implements EventSink {

  private final Csv csv;
  private final RolloutTracker tracker = new RolloutTracker();

  ChangesCsv(Console console) {
    csv =
        new Csv(
            console,
            "event",
            "seconds",
            "time",
            "type",
            "kind",
            "namespace",
            "service",
            "change",
            "pod",
            "ip",
            "node",
            "zone",
            "template",
            "ready",
            "notReady",
            "terminating");
  }

  @Override
  public void accept(StreamEvent event, Position at) {
    RolloutStep step = tracker.accept(event, at.time());
    if (step == null || !at.isSelected()) {
      return;
    }
    for (AddressChange change : step.changes()) {
      TargetRef target = change.address().targetRef();
      csv.row(
          at.event(),
          at.time(),
          at.instant(),
          event.type(),
          step.service().kind(),
          step.service().namespace(),
          step.service().name(),
          EventJson.name(change.what()),
          target == null ? null : target.name(),
          change.address().ip(),
          change.address().nodeName(),
          change.address().zone(),
          change.templateHash(),
          step.ready(),
          step.notReady(),
          step.terminating());
    }
  }
}
