package dev.watchstream.timeline.text;

import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.parser.rollout.RolloutStep;
import dev.watchstream.timeline.Outage;
import dev.watchstream.timeline.RolloutView;
import dev.watchstream.timeline.Truncation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the rows of each service, and prints them when the stream has ended. */
final class MergedTimelines implements RolloutView {

  private final TimelinePrinter printer;
  private final int mostServices;
  private final Map<ServiceName, ServiceTimeline> timelines = new LinkedHashMap<>();

  /** Prints at most {@code mostServices} services, and how many more there are. */
  MergedTimelines(TimelinePrinter printer, int mostServices) {
    this.printer = printer;
    this.mostServices = mostServices;
  }

  @Override
  public void step(RolloutStep step) {
    of(step.service()).add(new TimelineRow(step));
  }

  @Override
  public void rollout(Rollout rollout) {
    of(rollout.service()).add(rollout);
  }

  @Override
  public void outage(ServiceName service, Outage outage) {
    of(service).add(outage);
  }

  @Override
  public void truncations(ServiceName service, List<Truncation> truncations) {
    of(service).truncations(truncations);
  }

  private ServiceTimeline of(ServiceName service) {
    return timelines.computeIfAbsent(service, s -> new ServiceTimeline());
  }

  @Override
  public void end() {
    int printed = 0;
    for (Map.Entry<ServiceName, ServiceTimeline> entry : timelines.entrySet()) {
      if (printed++ < mostServices) {
        print(entry.getKey(), entry.getValue());
      }
    }
    printer.notesBefore(Long.MAX_VALUE);
    if (timelines.isEmpty()) {
      printer.nothing();
    } else if (printed > mostServices) {
      printer.more(printed - mostServices);
    }
  }

  private void print(ServiceName service, ServiceTimeline timeline) {
    if (timelines.size() > 1) {
      printer.header(service);
    }
    List<TimelineRow> rows = timeline.rows();
    int widest = rows.stream().mapToInt(TimelineRow::total).max().orElse(0);
    TimelinePrinter.Widths widths = printer.widths(rows);
    for (TimelineRow row : rows) {
      printer.row(row, widest, widths, null);
    }
    timeline.rollouts().forEach(printer::rollout);
    if (timeline.rollouts().isEmpty()) {
      printer.noRollout(service, timeline.events());
    }
    timeline.outages().forEach(outage -> printer.outage(service, outage));
    if (!timeline.truncations().isEmpty()) {
      printer.truncations(service, timeline.truncations());
    }
  }
}
