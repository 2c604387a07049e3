package dev.watchstream.timeline.picture;

import dev.watchstream.timeline.ServiceTimeline;
import dev.watchstream.timeline.Step;
import dev.watchstream.timeline.Timeline;
import dev.watchstream.timeline.text.Words;
import java.util.List;

/**
 * One row for each service, most trouble first; colour and height show how many addresses are
 * ready.
 */
final class ClusterSvg {

  private static final double WIDTH = 960;
  private static final double GUTTER = 300;
  private static final double ROW = 20;
  private static final double BAR = 15;

  /** A picture with more rows would not be readable; the HTML page has them all. */
  private static final int MOST_ROWS = 60;

  private final Timeline timeline;
  private final Svg svg = new Svg();
  private final TimeAxis axis;

  ClusterSvg(Timeline timeline) {
    this.timeline = timeline;
    this.axis = new TimeAxis(timeline, GUTTER, WIDTH - GUTTER - 30);
  }

  String draw() {
    List<ServiceTimeline> sorted = timeline.byTrouble();
    List<ServiceTimeline> shown = sorted.subList(0, Math.min(MOST_ROWS, sorted.size()));
    svg.text(12, 24, "title", timeline.title());
    String sum = Words.count(sorted.size(), "service") + ", most trouble first";
    svg.text(12, 42, "faint", sum);
    double top = 56;
    double y = top;
    for (ServiceTimeline service : shown) {
      row(service, y);
      y += ROW;
    }
    axis.drawMarks(svg, top, y);
    axis.draw(svg, y + 4);
    if (sorted.size() > shown.size()) {
      String more = "and " + Words.count(sorted.size() - shown.size(), "more service");
      svg.text(12, y + 19, "faint", more);
    }
    return svg.file(WIDTH, y + 34, timeline.title(), sum);
  }

  private void row(ServiceTimeline service, double y) {
    svg.text(12, y + 12, "", Words.shortened(service.name().toString(), 40));
    List<Step> steps = service.fromBeginning();
    int most = steps.stream().mapToInt(ClusterSvg::total).max().orElse(1);
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      double from = axis.x(step.at());
      double to = i + 1 < steps.size() ? axis.x(steps.get(i + 1).at()) : axis.right();
      double width = Math.max(to - from, 0.5);
      if (step.ready() > 0) {
        double height = Math.max(2, BAR * step.ready() / most);
        String style = step.ready() == total(step) ? "ready" : "not-ready";
        svg.rect(from, y + BAR - height, width, height, style);
      } else if (step.exists()) {
        svg.rect(from, y + BAR - 4, width, 4, "none");
      }
    }
  }

  private static int total(Step step) {
    return step.ready() + step.notReady() + step.terminating();
  }
}
