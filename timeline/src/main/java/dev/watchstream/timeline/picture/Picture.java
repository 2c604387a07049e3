package dev.watchstream.timeline.picture;

import dev.watchstream.timeline.Comparison;
import dev.watchstream.timeline.ServiceTimeline;
import dev.watchstream.timeline.Timeline;
import java.util.List;

/** A timeline to look at. The same timeline gives the same characters. */
public final class Picture {

  private Picture() {}

  /** One HTML file that moves: it needs a browser and nothing else. */
  public static String html(Timeline timeline) {
    return HtmlPage.still(timeline.title(), TimelineJson.of(timeline));
  }

  /** One still SVG file: of one service that service, of more one row a service. */
  public static String svg(Timeline timeline) {
    return timeline.services().size() == 1
        ? new ServiceSvg(timeline, timeline.services().get(0)).draw()
        : new ClusterSvg(timeline).draw();
  }

  /** Two stories beside each other, as one HTML file. */
  public static String html(Comparison comparison) {
    return HtmlPage.still(comparison.title(), TimelineJson.of(comparison));
  }

  /** Two stories beside each other, as one still SVG file. */
  public static String svg(Comparison comparison) {
    return new ComparisonSvg(comparison).draw();
  }

  /** The HTML page of a story that goes on: it asks for {@code events} beside it. */
  public static String livePage(Timeline timeline, String events) {
    return HtmlPage.live(timeline.title(), TimelineJson.of(timeline), events);
  }

  /** What a live page is told first. */
  public static String json(Timeline timeline) {
    return TimelineJson.of(timeline);
  }

  /** What a live page is told when some services have changed. */
  public static String change(Timeline timeline, List<ServiceTimeline> services) {
    return TimelineJson.change(timeline, services);
  }
}
