package dev.watchstream.cli.commands;

import dev.watchstream.cli.input.EventSink;
import dev.watchstream.cli.input.Position;
import dev.watchstream.cli.input.Selection;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.parser.rollout.RolloutStep;
import dev.watchstream.parser.rollout.RolloutTracker;
import dev.watchstream.timeline.Moment;
import dev.watchstream.timeline.Outage;
import dev.watchstream.timeline.OutageTracker;
import dev.watchstream.timeline.RolloutView;
import dev.watchstream.timeline.Truncations;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows all rollouts, and shows those in the selected part of the stream. */
final class RolloutText implements EventSink {

  private final RolloutView view;
  private final Selection selection;
  private final RolloutTracker tracker = new RolloutTracker();
  private final OutageTracker outages;
  private final Map<ServiceName, Truncations> truncations = new LinkedHashMap<>();
  private @Nullable Duration last;
  private boolean hasBegun;

  RolloutText(RolloutView view, Selection selection, int floor) {
    this.view = view;
    this.selection = selection;
    this.outages = new OutageTracker(floor);
  }

  @Override
  public void accept(StreamEvent event, Position at) throws IOException {
    last = at.time();
    if (at.hasBegun() && !hasBegun) {
      hasBegun = true;
      Moment begin = new Moment(tracker.eventCount(), last);
      truncations.values().forEach(of -> of.begin(begin));
    }
    RolloutStep step = tracker.accept(event, at.time());
    if (event instanceof EndpointsEvent endpoints) {
      follow(tracker.left(), endpoints, at);
      follow(step, endpoints, at);
    }
    show(tracker.takeEnded(), at.hasBegun());
  }

  private void follow(@Nullable RolloutStep step, EndpointsEvent event, Position at) {
    if (step == null) {
      return;
    }
    boolean isSelected = at.hasBegun() && selection.has(step.service());
    if (isSelected && !step.changes().isEmpty()) {
      view.step(step);
    }
    truncations
        .computeIfAbsent(step.service(), service -> new Truncations())
        .accept(event, new Moment(step.eventNumber(), at.time()));
    Outage ended = outages.accept(event, step);
    if (ended != null && isSelected) {
      view.outage(step.service(), ended);
    }
  }

  /** Shows what is still under way when there is nothing more to read. */
  void end(boolean isComplete) throws IOException {
    show(tracker.underWay(), true);
    Moment end = new Moment(Math.max(0, tracker.eventCount() - 1), last);
    outages
        .underWay(end)
        .forEach(
            (service, outage) -> {
              if (selection.has(service)) {
                view.outage(service, outage);
              }
            });
    truncations.forEach(
        (service, of) -> {
          if (selection.has(service) && !of.until(end).isEmpty()) {
            view.truncations(service, of.until(end));
          }
        });
    // The view would say that nothing changed, which is not known if nothing was read.
    if (isComplete || tracker.eventCount() > 0) {
      view.end();
    }
  }

  private void show(List<Rollout> rollouts, boolean hasBegun) throws IOException {
    for (Rollout rollout : rollouts) {
      if (hasBegun && selection.has(rollout.service())) {
        view.rollout(rollout);
      }
    }
  }
}
