package dev.watchstream.timeline.picture;

import dev.watchstream.timeline.PodState;
import dev.watchstream.timeline.PodTimeline;
import dev.watchstream.timeline.ServiceTimeline;
import dev.watchstream.timeline.Span;
import dev.watchstream.timeline.text.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One lane for each pod, grouped by template in the order in which templates appeared. When there
 * are too many pods, one row of cells stands for several of them, and each cell shows the state
 * that most of them were in.
 */
final class LanesSvg {

  private static final int MOST_LANES = 160;
  private static final int MOST_ROWS = 80;
  private static final int COLUMNS = 240;
  private static final double HIGHEST_LANE = 16;
  private static final double LOWEST_LANE = 4;
  private static final double HEIGHT = 480;
  private static final double ROW = 5;

  /** The least height of a lane with room for its pod's name. */
  private static final double NAMED = 11;

  private final Svg svg;
  private final TimeAxis axis;
  private final ServiceTimeline service;
  private final List<String> zones;

  LanesSvg(Svg svg, TimeAxis axis, ServiceTimeline service) {
    this.svg = svg;
    this.axis = axis;
    this.service = service;
    this.zones =
        service.pods().stream()
            .map(pod -> pod.address().zone())
            .filter(zone -> zone != null)
            .distinct()
            .toList();
  }

  /** Draws from {@code top} downwards; returns its lower end. */
  double draw(double top) {
    Map<String, List<PodTimeline>> groups = new LinkedHashMap<>();
    for (PodTimeline pod : service.pods()) {
      String template = pod.template() == null ? "" : pod.template();
      groups.computeIfAbsent(template, t -> new ArrayList<>()).add(pod);
    }
    double y = top;
    for (Map.Entry<String, List<PodTimeline>> group : groups.entrySet()) {
      List<PodTimeline> pods = group.getValue();
      pods.sort(Comparator.comparingDouble(this::begin).thenComparingDouble(this::end));
      String name = group.getKey().isEmpty() ? "no template" : "template " + group.getKey();
      svg.text(12, y + 12, "bold", name + ", " + Words.count(pods.size(), "pod"));
      y += 18;
      y = service.pods().size() > MOST_LANES ? rows(pods, y) : lanes(pods, y);
      y += 4;
    }
    return y;
  }

  private double begin(PodTimeline pod) {
    return axis.x(pod.spans().get(0).from());
  }

  private double end(PodTimeline pod) {
    return end(pod, pod.spans().get(pod.spans().size() - 1));
  }

  /** Where a span ends; one that is still open lasts to the axis' end. */
  private double end(PodTimeline pod, Span span) {
    boolean isLast = span.equals(pod.spans().get(pod.spans().size() - 1));
    return isLast && pod.gone() == null ? axis.end() : axis.x(span.to());
  }

  private double lanes(List<PodTimeline> pods, double top) {
    double height = Math.max(LOWEST_LANE, Math.min(HIGHEST_LANE, HEIGHT / service.pods().size()));
    double bar = height - (height > 6 ? 2 : 1);
    double y = top;
    for (PodTimeline pod : pods) {
      if (height >= NAMED) {
        svg.text(24, y + bar - 2, "", Words.shortened(pod.name(), 30));
      }
      int zone = zones.indexOf(pod.address().zone());
      if (zone >= 0) {
        double part = bar / zones.size();
        svg.rect(12, y + zone * part, 6, Math.max(part, 1.5), "zone");
      }
      for (Span span : pod.spans()) {
        span(pod, span, y, bar);
      }
      y += height;
    }
    return y;
  }

  private void span(PodTimeline pod, Span span, double y, double bar) {
    double from = axis.x(span.from());
    double width = Math.max(end(pod, span) - from, 1);
    boolean isHalf = span.state() == PodState.NOT_READY;
    String title = pod.name() + " " + words(span.state()) + " from event " + span.from().event();
    svg.rect(
        from, isHalf ? y + bar / 2 : y, width, isHalf ? bar / 2 : bar, style(span.state()), title);
    if (span.state() == PodState.READY && bar >= 6) {
      svg.path(
          "M"
              + Svg.number(from)
              + " "
              + Svg.number(y)
              + "l5 "
              + Svg.number(bar / 2)
              + "l-5 "
              + Svg.number(bar / 2)
              + "Z",
          "flag");
    }
  }

  /**
   * Draws rows that each stand for several pods, in cells of their most frequent state; equal
   * neighbours are one rectangle.
   */
  private double rows(List<PodTimeline> pods, double top) {
    int rows = Math.max(2, Math.min(pods.size(), MOST_ROWS * pods.size() / service.pods().size()));
    double cell = (axis.right() - axis.left()) / COLUMNS;
    for (int row = 0; row < rows; row++) {
      List<PodTimeline> some =
          pods.subList(row * pods.size() / rows, (row + 1) * pods.size() / rows);
      @Nullable PodState[] most = mostOf(some, cell);
      int begin = 0;
      for (int column = 1; column <= COLUMNS; column++) {
        if (column == COLUMNS || most[column] != most[begin]) {
          PodState state = most[begin];
          if (state != null) {
            double x = axis.left() + begin * cell;
            svg.rect(x, top + row * ROW, (column - begin) * cell, ROW, style(state));
          }
          begin = column;
        }
      }
    }
    return top + rows * ROW;
  }

  /** For each column the most frequent state of the pods; null where most were not listed. */
  private @Nullable PodState[] mostOf(List<PodTimeline> pods, double cell) {
    Map<PodState, int[]> differences = new EnumMap<>(PodState.class);
    for (PodTimeline pod : pods) {
      for (Span span : pod.spans()) {
        int from = Math.min(COLUMNS - 1, column(axis.x(span.from()), cell));
        int to = Math.max(from + 1, column(end(pod, span), cell));
        int[] ofState = differences.computeIfAbsent(span.state(), state -> new int[COLUMNS + 1]);
        ofState[from]++;
        ofState[Math.min(to, COLUMNS)]--;
      }
    }
    @Nullable PodState[] most = new PodState[COLUMNS];
    int[] highest = new int[COLUMNS];
    int[] absent = new int[COLUMNS];
    Arrays.fill(absent, pods.size());
    differences.forEach(
        (state, ofState) -> {
          int now = 0;
          for (int column = 0; column < COLUMNS; column++) {
            now += ofState[column];
            absent[column] -= now;
            if (now > highest[column]) {
              highest[column] = now;
              most[column] = state;
            }
          }
        });
    for (int column = 0; column < COLUMNS; column++) {
      most[column] = absent[column] > highest[column] ? null : most[column];
    }
    return most;
  }

  private int column(double x, double cell) {
    return (int) Math.max(0, Math.min(COLUMNS, Math.floor((x - axis.left()) / cell + 1e-9)));
  }

  private static String style(PodState state) {
    return switch (state) {
      case READY -> "ready";
      case NOT_READY -> "not-ready";
      case TERMINATING -> "terminating";
    };
  }

  private static String words(PodState state) {
    return switch (state) {
      case READY -> "ready";
      case NOT_READY -> "not ready";
      case TERMINATING -> "terminating";
    };
  }
}
