package dev.watchstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All figures of the picture are those of {@code rollout --output json}. */
class SameFiguresTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern DATA =
      Pattern.compile("<script[^>]*type=\"application/json\"[^>]*>(.*?)</script>", Pattern.DOTALL);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "passport-auth",
        "one-pod-rollout",
        "fleet-rollout",
        "fleet-rollout-slices",
        "history",
        "bookmarks",
        "null-endpoints",
        "no-subsets",
        "decoy-annotation",
        "userdoor",
        "three-pod-rollout-1.37-slices",
        "thousand-pod-rollout-1.37",
        "thousand-pod-rollout-1.37 --since event=20 --until event=40",
        "thousand-pod-rollout-1.37-slices",
        "passport-auth --since event=2",
        "fleet-rollout --since +3s --until +9s",
        "fleet-rollout-slices --since event=100",
        "fleet-rollout-slices --until event=300",
        "decoy-annotation userdoor"
      })
  void the_picture_says_what_the_json_says(String selection) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(selection.split(" ")));
    JsonNode picture = picture(arguments);
    Lines lines = lines(arguments);

    assertThat(picture.get("events")).isEqualTo(lines.stream.get("events"));
    assertThat(picture.get("marks")).hasSameSizeAs(lines.stream.get("marks"));
    assertThat(texts(picture.get("remarks"))).isEqualTo(texts(lines.stream.get("remarks")));
    assertThat(picture.get("services")).hasSameSizeAs(lines.services);
    int rollouts = 0;
    for (int i = 0; i < lines.services.size(); i++) {
      JsonNode drawn = picture.get("services").get(i);
      sameService(drawn, lines.services.get(i));
      for (JsonNode rollout : drawn.get("rollouts")) {
        sameRollout(rollout, lines.rollout(drawn, rollout));
        rollouts++;
      }
    }
    assertThat(rollouts).isEqualTo(lines.rollouts.size());
  }

  private static void sameService(JsonNode drawn, JsonNode told) {
    assertThat(drawn.get("name")).isEqualTo(told.get("name"));
    JsonNode steps = drawn.get("steps");
    assertThat(steps.get("event")).hasSize(told.get("changes").intValue());
    assertThat(steps.get("ready").get(drawn.get("beginning").intValue()))
        .isEqualTo(told.get("readyBefore"));
    if (told.has("readyMin")) {
      JsonNode lowest = drawn.get("lowest");
      assertThat(lowest.get("ready")).isEqualTo(told.get("readyMin"));
      assertThat(steps.get("event").get(lowest.get("step").intValue()))
          .isEqualTo(told.get("readyMinEvent"));
    }
    assertThat(drawn.get("outages")).hasSameSizeAs(told.get("zeroReady"));
    for (int i = 0; i < drawn.get("outages").size(); i++) {
      JsonNode outage = drawn.get("outages").get(i);
      JsonNode span = told.get("zeroReady").get(i);
      assertThat(outage.get("fromEvent")).isEqualTo(span.get("firstEvent"));
      sameSeconds(outage.get("duration"), span.get("durationSeconds"));
    }
    sameTruncations(drawn.get("truncations"), told.path("truncated"));
    sameSeconds(drawn.get("trouble").get(0), told.get("zeroReadySeconds"));
    samePods(drawn, told.get("pods"));
  }

  private static void sameTruncations(JsonNode drawn, JsonNode told) {
    assertThat(drawn).hasSize(told.size());
    for (int i = 0; i < told.size(); i++) {
      assertThat(drawn.get(i).get("fromEvent")).isEqualTo(told.get(i).get("firstEvent"));
      sameSeconds(drawn.get(i).get("fromTime"), told.get(i).get("startSeconds"));
      assertThat(drawn.get(i).get("over").booleanValue()).isEqualTo(told.get(i).has("lastEvent"));
      if (told.get(i).has("lastEvent")) {
        assertThat(drawn.get(i).get("toEvent")).isEqualTo(told.get(i).get("lastEvent"));
      }
    }
  }

  private static void samePods(JsonNode drawn, JsonNode told) {
    JsonNode pods = drawn.get("pods");
    assertThat(pods.get("name")).hasSameSizeAs(told);
    long[] gone = new long[told.size()];
    JsonNode changes = drawn.get("steps").get("changes");
    for (int step = 0; step < changes.size(); step++) {
      for (int i = 0; i < changes.get(step).size(); i += 2) {
        boolean isGone = changes.get(step).get(i).intValue() == 5;
        long event = drawn.get("steps").get("event").get(step).longValue();
        gone[changes.get(step).get(i + 1).intValue()] = isGone ? event : -1;
      }
    }
    for (int i = 0; i < told.size(); i++) {
      JsonNode pod = told.get(i);
      assertThat(pods.get("name").get(i)).isEqualTo(pod.get("pod"));
      assertThat(pods.get("ip").get(i)).isEqualTo(pod.get("ip"));
      sameSeconds(pods.get("timeToReady").get(i), pod.get("timeToReadySeconds"));
      assertThat(gone[i]).isEqualTo(pod.has("goneEvent") ? pod.get("goneEvent").longValue() : -1);
    }
  }

  private static void sameRollout(JsonNode drawn, JsonNode told) {
    for (String name :
        List.of(
            "from",
            "firstEvent",
            "lastEvent",
            "readyBefore",
            "readyMin",
            "readyMax",
            "notReadyMax",
            "surge",
            "complete")) {
      assertThat(drawn.get(name)).as(name).isEqualTo(told.get(name));
    }
    sameSeconds(drawn.get("duration"), told.get("durationSeconds"));
    sameSeconds(drawn.get("medianToReady"), told.get("timeToReadyP50Seconds"));
    sameSeconds(drawn.get("p90ToReady"), told.get("timeToReadyP90Seconds"));
    sameSeconds(drawn.get("p99ToReady"), told.get("timeToReadyP99Seconds"));
    sameSeconds(drawn.get("slowestToReady"), told.get("timeToReadyMaxSeconds"));
  }

  /** The page has times to the microsecond. */
  private static void sameSeconds(JsonNode drawn, JsonNode told) {
    boolean isKnown = drawn != null && !drawn.isNull();
    assertThat(isKnown).isEqualTo(told != null);
    if (isKnown) {
      BigDecimal exact = told.decimalValue().setScale(6, RoundingMode.HALF_UP);
      assertThat(drawn.decimalValue()).isEqualByComparingTo(exact);
    }
  }

  private static List<String> texts(JsonNode remarks) {
    List<String> texts = new ArrayList<>();
    remarks.forEach(remark -> texts.add(remark.get("text").textValue()));
    return texts;
  }

  private JsonNode picture(List<String> selection) throws IOException {
    Path out = folder.resolve("picture.html");
    List<String> arguments = new ArrayList<>(List.of("picture", "-o", out.toString()));
    arguments.addAll(selection);
    Run run = Run.of(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    Matcher data = DATA.matcher(Files.readString(out));
    assertThat(data.find()).isTrue();
    return JSON.readTree(data.group(1));
  }

  private static Lines lines(List<String> selection) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("rollout", "-o", "json"));
    arguments.addAll(selection);
    Run run = Run.of(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<JsonNode> rollouts = new ArrayList<>();
    List<JsonNode> services = new ArrayList<>();
    JsonNode stream = null;
    for (String line : run.lines()) {
      JsonNode node = JSON.readTree(line);
      if (node.has("to")) {
        rollouts.add(node);
      } else if (node.has("pods")) {
        services.add(node);
      } else {
        stream = node;
      }
    }
    return new Lines(rollouts, services, stream);
  }

  private record Lines(List<JsonNode> rollouts, List<JsonNode> services, JsonNode stream) {

    JsonNode rollout(JsonNode service, JsonNode drawn) {
      return rollouts.stream()
          .filter(one -> one.get("name").equals(service.get("name")))
          .filter(one -> one.path("namespace").equals(service.get("namespace")))
          .filter(one -> one.get("to").equals(drawn.get("to")))
          .filter(one -> one.get("firstEvent").equals(drawn.get("firstEvent")))
          .findFirst()
          .orElseThrow();
    }
  }
}
