package dev.watchstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything in an SVG is drawn at the time that {@code rollout --output json} has for it. */
class SvgFiguresTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Coordinates have two decimals. */
  private static final double ROUNDING = 0.03;

  private static final Pattern TITLED =
      Pattern.compile(
          "<g><title>([^<]*)</title><rect x=\"([^\"]*)\" y=\"[^\"]*\" width=\"([^\"]*)\""
              + " height=\"[^\"]*\" class=\"([^\"]*)\"/>");
  private static final Pattern READY_AREA =
      Pattern.compile("<path d=\"M[^ ]* ([0-9.]*)(V[^\"]*)Z\" class=\"ready\"/>");

  @TempDir Path folder;

  /** When something happened, in seconds or events, and where it is drawn. */
  private record Place(String what, double when, double x) {}

  private record Drawn(String title, double x, double width, String style) {
    double end() {
      return x + width;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "passport-auth",
        "one-pod-rollout",
        "one-pod-rollout --since event=12 --until event=30",
        "fleet-rollout",
        "fleet-rollout-slices",
        "bookmarks",
        "userdoor default/userdoor"
      })
  void bands_and_lanes_lie_where_the_json_says(String selection) throws IOException {
    String svg = svg(selection);
    List<Drawn> drawn = drawn(svg);
    List<Place> places = new ArrayList<>();
    JsonNode service = null;
    List<Drawn> bands = drawn.stream().filter(one -> one.style.equals("band")).toList();
    int rollouts = 0;
    List<JsonNode> lines = json(selection);
    for (JsonNode line : lines) {
      if (line.has("to")) {
        Drawn band = bands.get(rollouts);
        places.add(new Place("band", when(line, "start", "first"), band.x));
        if (band.width > 2) {
          places.add(new Place("end of band", when(line, "end", "last"), band.end()));
        }
        assertThat(svg)
            .contains(line.get("from").get(0).textValue() + " → " + line.get("to").textValue());
        rollouts++;
      } else if (line.has("pods")) {
        service = line;
      }
    }
    assertThat(bands).hasSize(rollouts);
    assertThat(service).isNotNull();
    if (service.has("readyMin")) {
      assertThat(svg).contains(">lowest: " + service.get("readyMin") + " ready<");
      lowestIsAsHigh(svg, service);
    }
    for (JsonNode pod : service.get("pods")) {
      lane(pod, drawn, places);
    }
    isOneAxis(fromBegin(places, lines.get(lines.size() - 1)));
  }

  private static void lane(JsonNode pod, List<Drawn> drawn, List<Place> places) {
    String name = pod.get("pod").textValue() + " ";
    List<Drawn> spans = drawn.stream().filter(one -> one.title.startsWith(name)).toList();
    if (spans.isEmpty()) {
      return; // no lanes: there are too many pods
    }
    places.add(new Place(name + "appeared", when(pod, "appeared", "appeared"), spans.get(0).x));
    if (pod.has("readyEvent")) {
      Drawn ready =
          spans.stream().filter(one -> one.style.equals("ready")).findFirst().orElseThrow();
      places.add(new Place(name + "ready", when(pod, "ready", "ready"), ready.x));
    }
    Drawn last = spans.get(spans.size() - 1);
    if (pod.has("goneEvent") && last.width > 1) {
      places.add(new Place(name + "gone", when(pod, "gone", "gone"), last.end()));
    }
  }

  /** Seconds where the stream has times, else events. */
  private static double when(JsonNode line, String seconds, String event) {
    JsonNode time = line.get(seconds + "Seconds");
    return time == null ? line.get(event + "Event").doubleValue() : time.doubleValue();
  }

  /** What began before the drawn part is drawn from the beginning of that part. */
  private static List<Place> fromBegin(List<Place> places, JsonNode stream) {
    JsonNode begin = stream.get("startSeconds");
    return begin == null
        ? places
        : places.stream()
            .map(p -> new Place(p.what, Math.max(p.when, begin.doubleValue()), p.x))
            .toList();
  }

  /** The two places that are farthest apart define the axis; all others must fit it. */
  private static void isOneAxis(List<Place> places) {
    if (places.isEmpty()) {
      return;
    }
    Place first = places.stream().min(Comparator.comparingDouble(Place::when)).orElseThrow();
    Place last = places.stream().max(Comparator.comparingDouble(Place::when)).orElseThrow();
    double length = Math.max(last.when - first.when, 1e-9);
    for (Place place : places) {
      double x = first.x + (place.when - first.when) / length * (last.x - first.x);
      assertThat(place.x).as(place.what).isCloseTo(x, within(ROUNDING));
    }
    assertThat(last.x).isGreaterThanOrEqualTo(first.x);
  }

  /** The lowest point of the ready area is at the height of its count. */
  private static void lowestIsAsHigh(String svg, JsonNode service) {
    Matcher area = READY_AREA.matcher(svg);
    Matcher most = Pattern.compile("class=\"faint end\">([0-9]+)<").matcher(svg);
    Matcher top = Pattern.compile("y=\"([0-9.]*)\" class=\"faint end\">").matcher(svg);
    if (!area.find() || !most.find() || !top.find()) {
      assertThat(service.get("readyMin").intValue()).isZero();
      return;
    }
    double bottom = Double.parseDouble(area.group(1));
    double unit =
        (bottom - (Double.parseDouble(top.group(1)) - 4)) / Integer.parseInt(most.group(1));
    String path = area.group(2).replaceFirst("H[0-9.]*V[0-9.]*$", "");
    double lowest =
        Pattern.compile("V([0-9.]*)")
            .matcher(path)
            .results()
            .flatMapToDouble(v -> DoubleStream.of(Double.parseDouble(v.group(1))))
            .max()
            .orElseThrow();
    assertThat((bottom - lowest) / unit)
        .isCloseTo(service.get("readyMin").doubleValue(), within(ROUNDING / unit));
  }

  private static List<Drawn> drawn(String svg) {
    List<Drawn> drawn = new ArrayList<>();
    Matcher rects = TITLED.matcher(svg);
    while (rects.find()) {
      double x = Double.parseDouble(rects.group(2));
      drawn.add(new Drawn(rects.group(1), x, Double.parseDouble(rects.group(3)), rects.group(4)));
    }
    return drawn;
  }

  private String svg(String selection) throws IOException {
    Path out = folder.resolve("picture.svg");
    Run run = run("picture --out " + out, selection);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return Files.readString(out);
  }

  private static List<JsonNode> json(String selection) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : run("rollout --output json", selection).lines()) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private static Run run(String command, String selection) {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ", -1)));
    arguments.addAll(List.of(selection.split(" ", -1)));
    return Run.of(arguments.toArray(String[]::new));
  }
}
