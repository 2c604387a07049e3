package dev.watchstream.timeline.picture;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.watchstream.parser.TargetRef;
import dev.watchstream.parser.rollout.AddressChange;
import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.timeline.Outage;
import dev.watchstream.timeline.PodChange;
import dev.watchstream.timeline.PodTimeline;
import dev.watchstream.timeline.ServiceTimeline;
import dev.watchstream.timeline.Step;
import dev.watchstream.timeline.Truncation;
import dev.watchstream.timeline.text.RolloutWords;
import dev.watchstream.timeline.text.TruncationWords;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Writes one service of {@link TimelineJson}. */
final class ServiceJson {

  private final JsonGenerator json;
  private final TimelineJson times;

  ServiceJson(JsonGenerator json, TimelineJson times) {
    this.json = json;
    this.times = times;
  }

  void write(ServiceTimeline service) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", service.name().kind());
    json.writeStringField("namespace", service.name().namespace());
    json.writeStringField("name", service.name().name());
    steps(service);
    pods(service.pods());
    json.writeArrayFieldStart("rollouts");
    for (Rollout rollout : service.rollouts()) {
      rollout(rollout);
    }
    json.writeEndArray();
    outages(service);
    truncations(service);
    json.writeNumberField("beginning", service.beginning());
    Step lowest = service.lowest();
    if (lowest != null) {
      json.writeObjectFieldStart("lowest");
      json.writeNumberField("step", service.steps().indexOf(lowest));
      json.writeNumberField("ready", lowest.ready());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void steps(ServiceTimeline service) throws IOException {
    List<Step> steps = service.steps();
    String name = service.name().name();
    Table objects = new Table();
    boolean isOneObject = steps.stream().allMatch(step -> step.object().equals(name));
    json.writeObjectFieldStart("steps");
    numbers("event", steps, step -> step.at().event());
    if (steps.get(0).at().time() != null) {
      json.writeArrayFieldStart("time");
      for (Step step : steps) {
        times.time(step.at().time());
      }
      json.writeEndArray();
    }
    json.writeStringField("type", letters(steps, step -> step.type().name().substring(0, 1)));
    json.writeStringField("exists", letters(steps, step -> step.exists() ? "1" : "0"));
    strings("version", steps, Step::resourceVersion);
    if (!isOneObject) {
      numbers("object", steps, step -> objects.index(step.object()));
    }
    numbers("ready", steps, Step::ready);
    numbers("outdated", steps, Step::readyOutdated);
    numbers("notReady", steps, Step::notReady);
    numbers("terminating", steps, Step::terminating);
    json.writeArrayFieldStart("changes");
    for (Step step : steps) {
      json.writeStartArray();
      for (PodChange change : step.changes()) {
        json.writeNumber(number(change.what()));
        json.writeNumber(change.pod());
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
    if (!isOneObject) {
      objects.write("objects");
    }
  }

  /** The index of a change in the page's {@code CHANGES}. */
  private static int number(AddressChange.What change) {
    return switch (change) {
      case APPEARED_READY -> 0;
      case APPEARED_NOT_READY -> 1;
      case BECAME_READY -> 2;
      case BECAME_NOT_READY -> 3;
      case STARTED_TERMINATING -> 4;
      case GONE -> 5;
    };
  }

  private void pods(List<PodTimeline> pods) throws IOException {
    Table nodes = new Table();
    Table zones = new Table();
    Table templates = new Table();
    Table kinds = new Table();
    json.writeObjectFieldStart("pods");
    strings("name", pods, PodTimeline::name);
    strings("ip", pods, pod -> pod.address().ip());
    if (pods.stream().anyMatch(pod -> pod.address().hostname() != null)) {
      strings("hostname", pods, pod -> pod.address().hostname());
    }
    strings("uid", pods, pod -> target(pod, TargetRef::uid));
    indexes("kind", pods, kinds, pod -> target(pod, TargetRef::kind));
    indexes("node", pods, nodes, pod -> pod.address().nodeName());
    indexes("zone", pods, zones, pod -> pod.address().zone());
    indexes("template", pods, templates, PodTimeline::template);
    json.writeArrayFieldStart("timeToReady");
    for (PodTimeline pod : pods) {
      times.time(pod.timeToReady());
    }
    json.writeEndArray();
    json.writeEndObject();
    kinds.write("kinds");
    nodes.write("nodes");
    zones.write("zones");
    templates.write("templates");
  }

  private static @Nullable String target(
      PodTimeline pod, Function<TargetRef, @Nullable String> part) {
    TargetRef target = pod.address().targetRef();
    return target == null ? null : part.apply(target);
  }

  private void rollout(Rollout rollout) throws IOException {
    json.writeStartObject();
    json.writeStringField("text", RolloutWords.of(rollout));
    json.writeArrayFieldStart("from");
    for (String template : rollout.from()) {
      json.writeString(template);
    }
    json.writeEndArray();
    json.writeStringField("to", rollout.to());
    json.writeNumberField("firstEvent", rollout.firstEvent());
    json.writeNumberField("lastEvent", rollout.lastEvent());
    json.writeNumberField("readyBefore", rollout.readyBefore());
    json.writeNumberField("readyMin", rollout.readyMin());
    json.writeNumberField("readyMax", rollout.readyMax());
    json.writeNumberField("notReadyMax", rollout.notReadyMax());
    json.writeNumberField("surge", rollout.surge());
    json.writeBooleanField("complete", rollout.complete());
    times.time("duration", rollout.duration());
    json.writeBooleanField("underWayAtFirst", rollout.underWayAtFirst());
    times.time("medianToReady", rollout.timeToReady(0.5));
    times.time("p90ToReady", rollout.timeToReady(0.9));
    times.time("p99ToReady", rollout.timeToReady(0.99));
    times.time("slowestToReady", rollout.timeToReady(1));
    json.writeEndObject();
  }

  private void outages(ServiceTimeline service) throws IOException {
    List<Outage> outages = service.outages(1);
    json.writeArrayFieldStart("outages");
    for (Outage outage : outages) {
      json.writeStartObject();
      times.moment("from", outage.from());
      times.moment("to", outage.to());
      times.time("duration", outage.duration());
      json.writeBooleanField("over", outage.isOver());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("trouble");
    times.time(service.timeAtZero());
    json.writeNumber(outages.size());
    json.writeEndArray();
  }

  private void truncations(ServiceTimeline service) throws IOException {
    json.writeArrayFieldStart("truncations");
    for (Truncation truncation : service.truncations()) {
      json.writeStartObject();
      times.moment("from", truncation.from());
      times.moment("to", truncation.to());
      json.writeBooleanField("over", truncation.isOver());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (!service.truncations().isEmpty()) {
      json.writeStringField("truncated", TruncationWords.of(service.truncations()));
    }
  }

  private static String letters(List<Step> steps, Function<Step, String> letter) {
    StringBuilder letters = new StringBuilder(steps.size());
    steps.forEach(step -> letters.append(letter.apply(step)));
    return letters.toString();
  }

  private <T> void numbers(String name, List<T> rows, ToLongFunction<T> number) throws IOException {
    json.writeArrayFieldStart(name);
    for (T row : rows) {
      json.writeNumber(number.applyAsLong(row));
    }
    json.writeEndArray();
  }

  private <T> void strings(String name, List<T> rows, Function<T, @Nullable String> text)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (T row : rows) {
      json.writeString(text.apply(row));
    }
    json.writeEndArray();
  }

  /** Writes texts that many rows share as indexes of a table, or null. */
  private <T> void indexes(
      String name, List<T> rows, Table table, Function<T, @Nullable String> text)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (T row : rows) {
      String value = text.apply(row);
      if (value == null) {
        json.writeNull();
      } else {
        json.writeNumber(table.index(value));
      }
    }
    json.writeEndArray();
  }

  private final class Table {
    private final Map<String, Integer> indexes = new LinkedHashMap<>();

    int index(String text) {
      return indexes.computeIfAbsent(text, t -> indexes.size());
    }

    void write(String name) throws IOException {
      json.writeArrayFieldStart(name);
      for (String text : indexes.keySet()) {
        json.writeString(text);
      }
      json.writeEndArray();
    }
  }
}
