package dev.watchstream.timeline.picture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchstream.timeline.PodTimeline;
import dev.watchstream.timeline.Timeline;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PictureTest {

  private static final String HOSTILE = "<img src=x onerror=alert(1)>&\"'</script><!--";

  @ParameterizedTest
  @ValueSource(strings = {"passport-auth", "one-pod-rollout", "fleet-rollout-slices", "bookmarks"})
  void an_svg_is_well_formed_says_what_it_shows_and_is_the_same_each_time(String recording)
      throws Exception {
    String svg = Picture.svg(Pictures.ofRecording(recording));

    Document document = parse(svg);
    assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(document.getElementsByTagName("title").item(0).getTextContent()).isNotBlank();
    assertThat(document.getElementsByTagName("desc").item(0).getTextContent()).isNotBlank();
    assertThat(Picture.svg(Pictures.ofRecording(recording))).isEqualTo(svg);
  }

  @Test
  void each_of_many_rollouts_has_its_name_and_none_is_cut_or_written_over_another()
      throws Exception {
    Timeline timeline = Pictures.ofRecording("one-pod-rollout");
    NodeList texts = parse(Picture.svg(timeline)).getElementsByTagName("text");

    List<Place> places = new ArrayList<>();
    for (int i = 0; i < texts.getLength(); i++) {
      Element text = (Element) texts.item(i);
      if (text.getTextContent().contains(" → ") && !text.getTextContent().startsWith("rollout")) {
        double width = text.getTextContent().length() * 6.5;
        places.add(new Place(number(text, "x"), number(text, "y"), width));
      }
    }
    assertThat(places).hasSize(timeline.services().get(0).rollouts().size()).hasSize(5);
    assertThat(places).allMatch(place -> place.y > 50 && place.x + place.width < 960);
    for (Place place : places) {
      assertThat(places.stream().filter(place::meets)).containsExactly(place);
    }
  }

  private record Place(double x, double y, double width) {
    boolean meets(Place other) {
      return y == other.y && x < other.x + other.width && other.x < x + width;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"passport-auth", "one-pod-rollout"})
  void a_lane_ends_where_its_pod_was_gone_though_it_be_in_the_last_event(String recording)
      throws Exception {
    Timeline timeline = Pictures.ofRecording(recording);
    Map<String, Double> ends = laneEnds(Picture.svg(timeline));

    for (PodTimeline pod : timeline.services().get(0).pods()) {
      boolean lasts = Collections.max(ends.values()).equals(ends.get(pod.name()));
      assertThat(lasts).as(pod.name()).isEqualTo(pod.gone() == null);
    }
  }

  /** Where the last rectangle of each pod ends. */
  private static Map<String, Double> laneEnds(String svg) throws Exception {
    NodeList titles = parse(svg).getElementsByTagName("title");
    Map<String, Double> ends = new HashMap<>();
    for (int i = 0; i < titles.getLength(); i++) {
      String title = titles.item(i).getTextContent();
      if (title.contains(" from event ")) {
        Element rect = (Element) titles.item(i).getNextSibling();
        double end = number(rect, "x") + number(rect, "width");
        ends.merge(title.substring(0, title.indexOf(' ')), end, Math::max);
      }
    }
    return ends;
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 100, 1000, 5000})
  void any_number_of_pods_is_a_picture_of_bounded_size(int pods) throws Exception {
    Timeline timeline = Pictures.ofPods(pods, "web-5f7f676c6c-");

    String svg = Picture.svg(timeline);
    parse(svg);
    assertThat(svg.length()).isLessThan(600_000);
    assertThat(Picture.html(timeline).length()).isLessThan(2_000_000);
  }

  @Test
  void many_services_are_a_row_each() throws Exception {
    String svg = Picture.svg(Pictures.ofServices(500));

    parse(svg);
    assertThat(svg).contains("default/service-3<").contains("and 440 more services");
  }

  @Test
  void what_a_stream_says_is_text_and_never_markup_or_script() throws Exception {
    Timeline timeline = Pictures.ofPods(3, HOSTILE);

    parse(Picture.svg(timeline));
    assertThat(Picture.svg(timeline)).doesNotContain("<img");
    assertThat(Picture.html(timeline)).doesNotContain("<img").doesNotContain("&\"'</script>");
  }

  @Test
  void a_page_asks_nothing_of_anywhere_and_runs_its_own_script_only() throws Exception {
    String page = Picture.html(Pictures.ofRecording("passport-auth"));

    assertThat(page)
        .contains("default-src 'none'; script-src 'sha256-")
        .doesNotContain("src=\"")
        .doesNotContain("@import");
    assertThat(page.length()).isLessThan(150_000);
  }

  private static Document parse(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
  }
}
