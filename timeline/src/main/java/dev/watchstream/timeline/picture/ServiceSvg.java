package dev.watchstream.timeline.picture;

import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.timeline.Moment;
import dev.watchstream.timeline.Remark;
import dev.watchstream.timeline.ServiceTimeline;
import dev.watchstream.timeline.Step;
import dev.watchstream.timeline.Timeline;
import dev.watchstream.timeline.text.RolloutWords;
import dev.watchstream.timeline.text.Words;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** One service: how many of its addresses were ready, and below it a lane for each pod. */
final class ServiceSvg {

  /** Characters of a sum that fit the width. */
  private static final int SUM_COLUMNS = 140;

  private static final double WIDTH = 960;
  private static final double GUTTER = 210;
  private static final double RIGHT = 30;
  private static final double AREA = 150;
  private static final double NAME_ROW = 13;
  private static final int MOST_SUMS = 4;

  private final Timeline timeline;
  private final ServiceTimeline service;
  private final Svg svg = new Svg();
  private final TimeAxis axis;

  ServiceSvg(Timeline timeline, ServiceTimeline service) {
    this.timeline = timeline;
    this.service = service;
    this.axis = new TimeAxis(timeline, GUTTER, WIDTH - GUTTER - RIGHT);
  }

  String draw() {
    List<String> sums = service.rollouts().stream().map(RolloutWords::of).toList();
    if (sums.isEmpty()) {
      sums = List.of("no rollout in " + service.steps().size() + " events that changed an address");
    }
    svg.text(12, 24, "title", service.name().toString());
    double y = 42;
    for (String sum : sums.subList(0, Math.min(MOST_SUMS, sums.size()))) {
      for (String line : Words.wrapped(sum, SUM_COLUMNS)) {
        svg.text(12, y, "faint", line);
        y += 16;
      }
    }
    if (sums.size() > MOST_SUMS) {
      svg.text(12, y, "faint", "and " + Words.count(sums.size() - MOST_SUMS, "more rollout"));
      y += 16;
    }
    List<RolloutNames.Name> names = names();
    double top = y + 5 + NAME_ROW * RolloutNames.rows(names);
    area(top);
    axis.drawMarks(svg, top, top + AREA);
    rollouts(top, names);
    lowest(top);
    remarks(top);
    axis.draw(svg, top + AREA);
    double lanes = top + AREA + 30;
    double bottom = new LanesSvg(svg, axis, service).draw(lanes);
    axis.drawMarks(svg, lanes, bottom);
    legend(bottom + 22);
    return svg.file(
        WIDTH, bottom + 38, timeline.title() + ": " + service.name(), String.join(". ", sums));
  }

  private int most() {
    int most = 1;
    for (Step step : service.steps()) {
      most = Math.max(most, step.ready() + step.notReady() + step.terminating());
    }
    return most;
  }

  private double y(double top, int addresses) {
    return top + AREA - addresses * AREA / (most() * 1.08);
  }

  /** The highest first: what is lower is drawn over it. */
  private void area(double top) {
    stack(top, "terminating", step -> step.ready() + step.notReady() + step.terminating());
    stack(top, "not-ready", step -> step.ready() + step.notReady());
    stack(top, "ready", Step::ready);
    stack(top, "outdated", Step::readyOutdated);
    int most = most();
    svg.text(GUTTER - 8, y(top, most) + 4, "faint end", Integer.toString(most));
    svg.text(GUTTER - 8, top + AREA, "faint end", "0");
    String right = Svg.number(axis.right());
    for (double line : new double[] {y(top, most), top + AREA}) {
      svg.path("M" + Svg.number(GUTTER) + " " + Svg.number(line) + "H" + right, "line");
    }
  }

  private void stack(double top, String style, ToIntFunction<Step> height) {
    StringBuilder path = new StringBuilder();
    String bottom = Svg.number(top + AREA);
    double drawn = Double.NaN;
    boolean isFlat = true;
    for (Step step : service.steps()) {
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
      path.append('H').append(Svg.number(axis.right())).append('V').append(bottom).append('Z');
      svg.path(path, style);
    }
  }

  private List<RolloutNames.Name> names() {
    RolloutNames names = new RolloutNames(WIDTH - 2);
    for (Rollout rollout : service.rollouts()) {
      names.add(axis.x(at(rollout.firstEvent())), rollout);
    }
    return names.placed();
  }

  private void rollouts(double top, List<RolloutNames.Name> names) {
    for (Rollout rollout : service.rollouts()) {
      double from = axis.x(at(rollout.firstEvent()));
      double width = Math.max(axis.x(at(rollout.lastEvent())) - from, 2);
      svg.rect(from, top, width, AREA, "band", RolloutWords.of(rollout));
    }
    for (RolloutNames.Name name : names) {
      svg.text(name.left(), top - 5 - NAME_ROW * name.row(), "bold", name.text());
    }
    int more = service.rollouts().size() - names.size();
    if (more > 0) {
      svg.text(GUTTER - 8, top - 5, "bold end", more + " more");
    }
  }

  private Moment at(long event) {
    Moment at = service.steps().get(0).at();
    for (Step step : service.steps()) {
      at = step.at().event() <= event ? step.at() : at;
    }
    return at;
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
    svg.rect(left - 3, text - 11, label.length() * 6.3 + 6, 15, "paper");
    svg.text(left, text, "bold", label);
  }

  private void remarks(double top) {
    for (Remark remark : timeline.remarks()) {
      double x = axis.x(remark.at());
      svg.rect(x - 1, top + AREA - 16, 2, 16, "flag", Words.excerpt(remark.text(), 300));
      svg.path("M" + Svg.number(x) + " " + Svg.number(top + AREA - 16) + "l8 4l-8 4Z", "flag");
    }
  }

  private void legend(double y) {
    String[][] entries = {
      {"ready", "ready"},
      {"outdated", "ready, of an earlier template"},
      {"not-ready", "not ready (half a lane)"},
      {"terminating", "terminating"},
      {"unknown", "not known"}
    };
    double x = 12;
    for (String[] entry : entries) {
      svg.rect(x, y - 9, 18, 11, entry[0]);
      svg.text(x + 24, y, "faint", entry[1]);
      x += 50 + entry[1].length() * 6;
    }
  }
}
