package dev.watchstream.timeline.picture;

import dev.watchstream.timeline.Comparison;
import dev.watchstream.timeline.ServiceTimeline;
import dev.watchstream.timeline.Timeline;
import java.util.List;

/** Draws timelines. The same timeline gives the same characters. */
public final class Picture {

  private Picture() {}

  /** One interactive HTML file, which loads nothing else. */
  public static String html(Timeline timeline) {
    return HtmlPage.still(timeline.title(), TimelineJson.of(timeline));
  }

  /** One static SVG file: charts of a single service, or else one row for each service. */
  public static String svg(Timeline timeline) {
    return timeline.services().size() == 1
        ? new ServiceSvg(timeline, timeline.services().get(0)).draw()
        : new ClusterSvg(timeline).draw();
  }

  /** A comparison, as one interactive HTML file. */
  public static String html(Comparison comparison) {
    return HtmlPage.still(comparison.title(), TimelineJson.of(comparison));
  }

  /** A comparison, as one static SVG file. */
  public static String svg(Comparison comparison) {
    return new ComparisonSvg(comparison).draw();
  }

  /**
   * The HTML page of a growing timeline. It requests the server-sent events at {@code events}, a
   * path relative to the page.
   */
  public static String livePage(Timeline timeline, String events) {
    return HtmlPage.live(timeline.title(), TimelineJson.of(timeline), events);
  }

  /** The first message to a live page: the whole timeline as JSON. */
  public static String json(Timeline timeline) {
    return TimelineJson.of(timeline);
  }

  /** The message to a live page when some services have changed, as JSON. */
  public static String change(Timeline timeline, List<ServiceTimeline> services) {
    return TimelineJson.change(timeline, services);
  }
}
