package dev.watchstream.cli.commands;

import dev.watchstream.cli.output.Console;
import dev.watchstream.client.WatchNotice;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.parser.rollout.RolloutStep;
import dev.watchstream.parser.rollout.RolloutTracker;
import dev.watchstream.timeline.Moment;
import dev.watchstream.timeline.Outage;
import dev.watchstream.timeline.OutageTracker;
import dev.watchstream.timeline.RolloutView;
import dev.watchstream.timeline.Truncations;
import dev.watchstream.timeline.text.TextTimeline;
import dev.watchstream.timeline.text.TimeColumn;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows the rollouts of a watch while they happen. */
final class RolloutNews implements WatchView {
  private final ChangesView changes;
  private final RolloutTracker tracker = new RolloutTracker();
  private final OutageTracker outages = new OutageTracker(1);
  private final Map<ServiceName, Truncations> truncations = new LinkedHashMap<>();
  private final RolloutView view;
  private Duration last = Duration.ZERO;

  RolloutNews(Console console, Clock clock, Instant begin) {
    changes = new ChangesView(clock, begin, (event, since, now) -> print(event, since));
    view = TextTimeline.live(console.text(), TimeColumn.clock(() -> begin, () -> false), List.of());
  }

  @Override
  public void onNotice(WatchNotice notice) {
    changes.onNotice(notice);
  }

  private void print(EndpointsEvent event, Duration since) throws IOException {
    last = since;
    RolloutStep step = tracker.acceptWhole(event, since);
    RolloutStep left = tracker.left();
    if (left != null) {
      show(left, event, since);
    }
    show(step, event, since);
    for (Rollout rollout : tracker.takeEnded()) {
      view.rollout(rollout);
    }
  }

  private void show(RolloutStep step, EndpointsEvent event, Duration since) {
    if (!step.changes().isEmpty()) {
      view.step(step);
    }
    truncations
        .computeIfAbsent(step.service(), service -> new Truncations())
        .accept(event, new Moment(step.eventNumber(), since));
    Outage ended = outages.accept(event, step);
    if (ended != null) {
      view.outage(step.service(), ended);
    }
  }

  @Override
  public void end() throws IOException {
    for (Rollout rollout : tracker.underWay()) {
      view.rollout(rollout);
    }
    Moment end = new Moment(Math.max(0, tracker.eventCount() - 1), last);
    outages.underWay(end).forEach(view::outage);
    truncations.forEach(
        (service, of) -> {
          if (!of.until(end).isEmpty()) {
            view.truncations(service, of.until(end));
          }
        });
    view.end();
  }
}
