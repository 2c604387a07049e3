package dev.watchstream.timeline.picture;

import dev.watchstream.timeline.Mark;
import dev.watchstream.timeline.Moment;
import dev.watchstream.timeline.TimeSource;
import dev.watchstream.timeline.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Where a moment stands from left to right: by its time, or by its event where times are not known.
 */
final class TimeAxis {

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  /** Room before the first and after the last event, in which their states show. */
  private static final double MARGIN = 0.03;

  private final Timeline timeline;
  private final boolean isTimed;
  private final double left;
  private final double width;
  private final double from;
  private final double to;

  TimeAxis(Timeline timeline, double left, double width) {
    this.timeline = timeline;
    this.left = left;
    this.width = width;
    this.isTimed = timeline.timeSource() != TimeSource.NONE;
    if (isTimed) {
      double begin = seconds(timeline.begin().time());
      double length = Math.max(seconds(timeline.end().time()) - begin, 0.001);
      from = begin - MARGIN * length;
      to = begin + (1 + MARGIN) * length;
    } else {
      from = -0.5;
      to = Math.max(timeline.events(), 1);
    }
  }

  double left() {
    return left;
  }

  double right() {
    return left + width;
  }

  double x(Moment moment) {
    double value =
        isTimed && moment.time() != null ? seconds(moment.time()) : (double) moment.event();
    return left + (value - from) / (to - from) * width;
  }

  /** Draws the axis, with its labels below {@code y}. */
  void draw(Svg svg, double y) {
    double step = step((to - from) / 8);
    double shift = shift(step);
    double first = Math.ceil((from + shift) / step) * step - shift;
    for (double value = first; value <= to; value += step) {
      double x = left + (value - from) / (to - from) * width;
      svg.path("M" + Svg.number(x) + " " + Svg.number(y) + "v4", "line");
      svg.text(x, y + 15, "faint middle", label(value, step));
    }
  }

  /** Draws grey over what is not known, and flags where a person noted something. */
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
  }

  /** So that the labels are round on the clock that they show. */
  private double shift(double step) {
    Instant zero = timeline.startedAt();
    return zero != null && showsClock(step) ? zero.toEpochMilli() % 86_400_000 / 1e3 : 0;
  }

  private boolean showsClock(double step) {
    return isTimed && timeline.startedAt() != null && step >= 1;
  }

  private String label(double value, double step) {
    if (!isTimed) {
      return Long.toString(Math.round(value));
    }
    Instant zero = timeline.startedAt();
    if (zero != null && showsClock(step)) {
      return CLOCK.format(zero.plusMillis(Math.round(value * 1000)).atOffset(ZoneOffset.UTC));
    }
    return "+" + Svg.number(value) + " s";
  }

  /** The next of 1, 2, 5, 10, ... from there: of minutes and hours, what a clock has. */
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
