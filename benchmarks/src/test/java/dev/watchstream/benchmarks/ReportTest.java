package dev.watchstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

final class ReportTest {

  private final String markdown = new Markdown(Samples.results()).toString();
  private final String chart = Chart.ofAll(Samples.results());

  @Test
  void the_report_names_an_excluded_contender_with_the_reason() {
    assertThat(markdown)
        .contains("| fabric8 | excluded: reads one event a line |")
        .contains("| fabric8 | rolling | reads one event a line |");
    assertThat(chart).contains("reads one event a line");
  }

  @Test
  void a_goal_is_met_or_missed_only_when_the_whole_interval_says_so() {
    assertThat(markdown)
        .contains("| fastjson2 | 11.00 (10.20 – 12.00) | ≥ 10.00 met |")
        .contains("| 75 % (70 % – 80 %) | ≥ 75 % **undecided** |")
        .contains("| 0.90 (0.80 – 0.94) | ≥ 0.95 **missed** |");
  }

  @Test
  void a_workload_without_numbers_is_named() {
    assertThat(markdown).contains("Not measured yet: `flips`, `recorded`, `zipf`, `cluster`, ");
  }

  @Test
  void a_row_that_was_too_noisy_is_marked() {
    assertThat(markdown).contains("| 25 % (!) |").contains("| 3 % |");
  }

  @Test
  void every_contender_is_labelled_with_what_it_validates() {
    assertThat(markdown)
        .contains("| plain | Watchstream, plain reader | fully validating, Strings |")
        .contains("jackson-core by hand, Strings | partly validating, Strings |")
        .contains("| equals | Arrays.equals over the same bytes | limit: yields no events |");
  }

  @Test
  void the_report_says_where_its_numbers_come_from() {
    assertThat(markdown).contains("17.0.15+6", "A <fast> CPU & more, 2 cores", "`-Xmx3g`", "x 1");
  }

  @Test
  void the_scale_is_logarithmic_and_the_limit_is_a_line_on_it() throws Exception {
    Element bar = element("rect", 1);
    Element limit = element("path", -1);
    double left = Double.parseDouble(bar.getAttribute("x"));
    double plain = Double.parseDouble(bar.getAttribute("width"));
    double equals =
        Double.parseDouble(limit.getAttribute("d").replaceAll("M(\\d+) .*", "$1")) - left;

    // The scale is logarithmic and begins at 10: one value is 31 times that, the other 1,200 times.
    assertThat(equals / plain).isCloseTo(Math.log(1200) / Math.log(31), within(0.02));
  }

  /** The n-th element of that name, counted from 0; the last for -1. */
  private Element element(String name, int n) throws Exception {
    NodeList all = parsed().getElementsByTagName(name);
    return (Element) all.item(n < 0 ? all.getLength() + n : n);
  }

  private Document parsed() throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(chart.getBytes(StandardCharsets.UTF_8)));
  }
}
