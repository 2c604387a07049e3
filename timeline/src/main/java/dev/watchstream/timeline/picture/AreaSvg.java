package dev.watchstream.timeline.picture;

import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.timeline.Remark;
import dev.watchstream.timeline.ServiceTimeline;
import dev.watchstream.timeline.Step;
import dev.watchstream.timeline.Timeline;
import dev.watchstream.timeline.Truncation;
import dev.watchstream.timeline.text.RolloutWords;
import dev.watchstream.timeline.text.TruncationWords;
import dev.watchstream.timeline.text.Words;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Chart of how many addresses of a service were ready, not ready and terminating, with its rollouts
 * as bands, the lowest count of ready addresses, and the recording's notes.
 */
final class AreaSvg {

  private static final double AREA = 150;
  private static final double NAME_ROW = 13;

  /** The space right of the axis that names may use. */
  private static final double ROOM = 28;

  private final Svg svg;
  private final TimeAxis axis;
  private final Timeline timeline;
  private final ServiceTimeline service;
  private final List<RolloutNames.Name> names;

  /** The most addresses at any time; at least 1. */
  private final int most;

  AreaSvg(Svg svg, TimeAxis axis, Timeline timeline, ServiceTimeline service) {
    this.svg = svg;
    this.axis = axis;
    this.timeline = timeline;
    this.service = service;
    this.names = names(service, axis);
    this.most = most(service);
  }

  /** Draws from {@code y} downwards; returns its lower end. */
  double draw(double y) {
    double top = y + 5 + NAME_ROW * RolloutNames.rows(names);
    area(top);
    axis.drawMarks(svg, top, top + AREA);
    truncations(top);
    rollouts(top);
    lowest(top);
    remarks(top);
    return top + AREA;
  }

  private static int most(ServiceTimeline service) {
    int most = 1;
    for (Step step : service.steps()) {
      most = Math.max(most, step.ready() + step.notReady() + step.terminating());
    }
    return most;
  }

  private double y(double top, int addresses) {
    return top + AREA - addresses * AREA / (most * 1.08);
  }

  /** Draws the highest area first, and the lower ones over it. */
  private void area(double top) {
    stack(top, "terminating", step -> step.ready() + step.notReady() + step.terminating());
    stack(top, "not-ready", step -> step.ready() + step.notReady());
    stack(top, "ready", Step::ready);
    stack(top, "outdated", Step::readyOutdated);
    svg.text(axis.left() - 8, y(top, most) + 4, "faint end", Integer.toString(most));
    svg.text(axis.left() - 8, top + AREA, "faint end", "0");
    String right = Svg.number(axis.right());
    for (double line : new double[] {y(top, most), top + AREA}) {
      svg.path("M" + Svg.number(axis.left()) + " " + Svg.number(line) + "H" + right, "line");
    }
  }

  private void stack(double top, String style, ToIntFunction<Step> height) {
    StringBuilder path = new StringBuilder();
    String bottom = Svg.number(top + AREA);
    double drawn = Double.NaN;
    boolean isFlat = true;
    for (Step step : service.fromBeginning()) {
      double x = axis.x(step.at());
      double y = y(top, height.applyAsInt(step));
      isFlat &= height.applyAsInt(step) == 0;
      if (path.isEmpty()) {
        path.append('M').append(Svg.number(x)).append(' ').append(bottom);
      } else if (y != drawn) {
        path.append('H').append(Svg.number(x));
      }
      if (y != drawn) {
        path.append('V').append(Svg.number(y));
      }
      drawn = y;
    }
    if (!isFlat) {
      path.append('H').append(Svg.number(axis.end())).append('V').append(bottom).append('Z');
      svg.path(path, style);
    }
  }

  /** Marks times in which there were more addresses than the chart shows; how many is not known. */
  private void truncations(double top) {
    for (Truncation truncation : service.truncations()) {
      double from = axis.x(truncation.from());
      double to = truncation.isOver() ? axis.x(truncation.to()) : axis.end();
      String text = TruncationWords.of(List.of(truncation));
      svg.rect(from, top, Math.max(to - from, 2), y(top, most) - top, "unknown", text);
    }
  }

  private static List<RolloutNames.Name> names(ServiceTimeline service, TimeAxis axis) {
    RolloutNames names = new RolloutNames(axis.right() + ROOM);
    for (Rollout rollout : service.rollouts()) {
      names.add(axis.x(service.at(rollout.firstEvent())), rollout);
    }
    return names.placed();
  }

  private void rollouts(double top) {
    for (Rollout rollout : service.rollouts()) {
      double from = axis.x(service.at(rollout.firstEvent()));
      double width = Math.max(axis.x(service.at(rollout.lastEvent())) - from, 2);
      svg.rect(from, top, width, AREA, "band", RolloutWords.of(rollout));
    }
    for (RolloutNames.Name name : names) {
      double bottom = top - 5 - NAME_ROW * name.row();
      svg.text(name.left(), bottom, "bold", name.text());
      if (name.isApart()) {
        String x = Svg.number(name.band());
        svg.path("M" + x + " " + Svg.number(bottom + 3) + "V" + Svg.number(top), "band");
      }
    }
    int more = service.rollouts().size() - names.size();
    if (more > 0) {
      svg.text(axis.left() - 8, top - 5, "bold end", more + " more");
    }
  }

  private void lowest(double top) {
    @Nullable Step lowest = service.lowest();
    if (lowest == null) {
      return;
    }
    double x = axis.x(lowest.at());
    double y = y(top, lowest.ready());
    String style = lowest.ready() == 0 ? "none" : "flag";
    svg.rect(x - 3, y - 3, 6, 6, style);
    double text = Math.min(Math.max(y - 8, top + 12), top + AREA - 8);
    String label = "lowest: " + lowest.ready() + " ready";
    double left = Math.min(x + 6, axis.right() - 100);
    svg.text(left, text, "bold label", label);
  }

  private void remarks(double top) {
    for (Remark remark : timeline.remarks()) {
      double x = axis.x(remark.at());
      svg.rect(x - 1, top + AREA - 16, 2, 16, "flag", Words.excerpt(remark.text(), 300));
      svg.path("M" + Svg.number(x) + " " + Svg.number(top + AREA - 16) + "l8 4l-8 4Z", "flag");
    }
  }
}
