package dev.watchstream.timeline.picture;

import dev.watchstream.timeline.Comparison;
import dev.watchstream.timeline.Mark;
import dev.watchstream.timeline.Moment;
import dev.watchstream.timeline.TimeSource;
import dev.watchstream.timeline.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The horizontal axis: places moments by time, or by event number where times are not known. */
final class TimeAxis {

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  /** The space before the first and after the last event, as a part of the whole length. */
  private static final double MARGIN = 0.03;

  private final Timeline timeline;
  private final boolean isTimed;
  private final @Nullable Instant zero;
  private final double origin;
  private final double left;
  private final double width;
  private final double from;
  private final double to;

  /** The axis of a single timeline. */
  TimeAxis(Timeline timeline, double left, double width) {
    this(
        timeline,
        timeline.timeSource() != TimeSource.NONE,
        timeline.startedAt(),
        0,
        null,
        left,
        width);
  }

  private TimeAxis(
      Timeline timeline,
      boolean isTimed,
      @Nullable Instant zero,
      double origin,
      @Nullable Range shown,
      double left,
      double width) {
    this.timeline = timeline;
    this.isTimed = isTimed;
    this.zero = zero;
    this.origin = origin;
    this.left = left;
    this.width = width;
    Range range = shown == null ? Range.of(timeline, isTimed, origin) : shown;
    this.from = range.from;
    this.to = range.to;
  }

  /**
   * The axes of two timelines: 0 is where the rollout of each begins, and both show the same range.
   */
  static List<TimeAxis> of(Comparison comparison, double left, double width) {
    boolean isTimed = comparison.isTimed();
    Range shown = new Range(Double.MAX_VALUE, -Double.MAX_VALUE);
    for (Comparison.Side side : comparison.sides()) {
      shown = shown.and(Range.of(side.timeline(), isTimed, value(side.begin(), isTimed)));
    }
    List<TimeAxis> axes = new ArrayList<>();
    for (Comparison.Side side : comparison.sides()) {
      double origin = value(side.begin(), isTimed);
      axes.add(new TimeAxis(side.timeline(), isTimed, null, origin, shown, left, width));
    }
    return axes;
  }

  /**
   * The shown range, from the origin; with a margin in which the first and the last state can be
   * seen.
   */
  private record Range(double from, double to) {

    static Range of(Timeline timeline, boolean isTimed, double origin) {
      if (!isTimed) {
        return new Range(-0.5 - origin, Math.max(timeline.events(), 1) - origin);
      }
      double begin = seconds(timeline.begin().time()) - origin;
      double length = Math.max(seconds(timeline.end().time()) - origin - begin, 0.001);
      return new Range(begin - MARGIN * length, begin + (1 + MARGIN) * length);
    }

    Range and(Range other) {
      return new Range(Math.min(from, other.from), Math.max(to, other.to));
    }
  }

  double left() {
    return left;
  }

  double right() {
    return left + width;
  }

  /** Where the timeline ends, which is before the axis' end if the compared one is longer. */
  double end() {
    return x(Range.of(timeline, isTimed, origin).to);
  }

  double x(Moment moment) {
    return x(value(moment, isTimed) - origin);
  }

  private double x(double value) {
    return left + (value - from) / (to - from) * width;
  }

  private static double value(Moment moment, boolean isTimed) {
    return isTimed && moment.time() != null ? seconds(moment.time()) : (double) moment.event();
  }

  /** Draws the axis, with its labels below {@code y}. */
  void draw(Svg svg, double y) {
    double step = step((to - from) / 8);
    double shift = shift(step);
    double first = Math.ceil((from + shift) / step) * step - shift;
    for (double value = first; value <= to; value += step) {
      double x = x(value);
      svg.path("M" + Svg.number(x) + " " + Svg.number(y) + "v4", "line");
      svg.text(x, y + 15, "faint middle", label(value, step));
    }
  }

  /** Draws hatching where nothing is known, and ticks at marks that take no time. */
  void drawMarks(Svg svg, double top, double bottom) {
    for (Mark mark : timeline.marks()) {
      double begin = x(mark.from());
      double end = x(mark.to());
      if (mark.kind() != Mark.Kind.RESUMED && end > begin) {
        svg.rect(begin, top, end - begin, bottom - top, "unknown", mark.text());
      } else {
        svg.rect(begin, bottom - 6, 1, 6, "zone", mark.text());
      }
    }
    double begin = x(Range.of(timeline, isTimed, origin).from);
    if (begin > left) {
      svg.rect(left, top, begin - left, bottom - top, "unknown", "before " + timeline.title());
    }
    if (end() < right()) {
      svg.rect(end(), top, right() - end(), bottom - top, "unknown", "after " + timeline.title());
    }
  }

  /** Shifts the labels so that they are round on the wall clock. */
  private double shift(double step) {
    return zero != null && showsClock(step) ? zero.toEpochMilli() % 86_400_000 / 1e3 : 0;
  }

  private boolean showsClock(double step) {
    return isTimed && zero != null && step >= 1;
  }

  private String label(double value, double step) {
    if (!isTimed) {
      return Long.toString(Math.round(value));
    }
    if (zero != null && showsClock(step)) {
      return CLOCK.format(zero.plusMillis(Math.round(value * 1000)).atOffset(ZoneOffset.UTC));
    }
    return (value < 0 ? "−" : "+") + Svg.number(Math.abs(value)) + " s";
  }

  /**
   * The smallest round step that is not below {@code least}: 1, 2, 5, 10, ..., or whole minutes and
   * hours.
   */
  private double step(double least) {
    if (isTimed && least > 30) {
      for (double step : new double[] {60, 120, 300, 600, 1800, 3600, 7200, 21600, 43200}) {
        if (step >= least) {
          return step;
        }
      }
      return Math.ceil(least / 86400) * 86400;
    }
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    double step = 10 * power;
    for (double factor : new double[] {5, 2, 1}) {
      step = factor * power >= least ? factor * power : step;
    }
    return isTimed ? step : Math.max(1, step);
  }

  private static double seconds(@Nullable Duration time) {
    return time == null ? 0 : time.toNanos() / 1e9;
  }
}
