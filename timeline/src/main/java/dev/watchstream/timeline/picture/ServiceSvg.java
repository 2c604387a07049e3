package dev.watchstream.timeline.picture;

import dev.watchstream.timeline.ServiceTimeline;
import dev.watchstream.timeline.Timeline;
import dev.watchstream.timeline.text.RolloutWords;
import dev.watchstream.timeline.text.TruncationWords;
import dev.watchstream.timeline.text.Words;
import java.util.ArrayList;
import java.util.List;

/** Picture of one service: the chart of its addresses, and below it a lane for each pod. */
final class ServiceSvg {

  /** How many characters of a summary fit the width. */
  private static final int SUM_COLUMNS = 140;

  private static final double WIDTH = 960;
  private static final double GUTTER = 216;
  private static final double RIGHT = 30;
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
    List<String> said = new ArrayList<>(sums);
    if (!service.truncations().isEmpty()) {
      said.add(TruncationWords.of(service.truncations()));
    }
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
    for (String text : said.subList(sums.size(), said.size())) {
      for (String line : Words.wrapped(text, SUM_COLUMNS)) {
        svg.text(12, y, "bold", line);
        y += 16;
      }
    }
    double end = new AreaSvg(svg, axis, timeline, service).draw(y);
    axis.draw(svg, end);
    double bottom = new LanesSvg(svg, axis, service).draw(end + 30);
    axis.drawMarks(svg, end + 30, bottom);
    legend(svg, bottom + 22);
    return svg.file(
        WIDTH, bottom + 38, timeline.title() + ": " + service.name(), String.join(". ", said));
  }

  /** Draws the legend of the colours. */
  static void legend(Svg svg, double y) {
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
