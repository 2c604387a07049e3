package dev.watchstream.timeline.picture;

import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.timeline.Comparison;
import dev.watchstream.timeline.text.RolloutWords;
import dev.watchstream.timeline.text.Words;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compares two rollouts: their figures side by side, and their charts one below the other on one
 * axis.
 */
final class ComparisonSvg {

  private static final double WIDTH = 960;
  private static final double GUTTER = 216;
  private static final double RIGHT = 30;
  private static final double COLUMN = 330;

  private final Comparison comparison;
  private final Svg svg = new Svg();
  private final List<TimeAxis> axes;

  ComparisonSvg(Comparison comparison) {
    this.comparison = comparison;
    this.axes = TimeAxis.of(comparison, GUTTER, WIDTH - GUTTER - RIGHT);
  }

  String draw() {
    svg.text(12, 24, "title", comparison.title());
    double y = figures(46);
    for (int i = 0; i < axes.size(); i++) {
      Comparison.Side side = side(i);
      svg.text(12, y + 12, "bold", name(side));
      y = new AreaSvg(svg, axes.get(i), side.timeline(), side.service()).draw(y + 12) + 8;
    }
    axes.get(0).draw(svg, y - 8);
    y += 22;
    for (int i = 0; i < axes.size(); i++) {
      svg.text(12, y + 12, "bold", name(side(i)));
      double bottom = new LanesSvg(svg, axes.get(i), side(i).service()).draw(y + 18);
      axes.get(i).drawMarks(svg, y + 18, bottom);
      y = bottom + 6;
    }
    ServiceSvg.legend(svg, y + 16);
    return svg.file(WIDTH, y + 32, comparison.title(), description());
  }

  private Comparison.Side side(int index) {
    return comparison.sides().get(index);
  }

  private static String name(Comparison.Side side) {
    return Words.shortened(side.timeline().title() + ": " + side.service().name(), 100);
  }

  private String description() {
    return name(comparison.first())
        + ": "
        + RolloutWords.of(comparison.first().rollout())
        + ". "
        + name(comparison.second())
        + ": "
        + RolloutWords.of(comparison.second().rollout());
  }

  private double figures(double top) {
    double y = row(top, "", "bold", side -> Words.shortened(side.timeline().title(), 48));
    y = row(y, "rollout", r -> RolloutNames.of(r));
    y = row(y, "duration", r -> seconds(r.duration()) + (r.complete() ? "" : ", not complete"));
    y =
        row(
            y,
            "ready before, lowest, surge",
            r -> r.readyBefore() + ", " + r.readyMin() + ", " + r.surge());
    return row(
        y,
        "time to ready: p50, p90, p99, slowest",
        r ->
            seconds(r.timeToReady(0.5))
                + ", "
                + seconds(r.timeToReady(0.9))
                + ", "
                + seconds(r.timeToReady(0.99))
                + ", "
                + seconds(r.timeToReady(1)));
  }

  private double row(double y, String label, Function<Rollout, String> figure) {
    return row(y, label, "", side -> figure.apply(side.rollout()));
  }

  private double row(
      double y, String label, String style, Function<Comparison.Side, String> figure) {
    svg.text(12, y, "faint", label);
    for (int i = 0; i < axes.size(); i++) {
      svg.text(GUTTER + 40 + i * COLUMN, y, style, figure.apply(side(i)));
    }
    return y + 16;
  }

  private static String seconds(@Nullable Duration time) {
    return time == null ? "–" : Words.seconds(time);
  }
}
