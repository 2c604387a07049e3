package dev.watchstream.cli.commands;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.watchstream.cli.input.EventSink;
import dev.watchstream.cli.input.Position;
import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.StreamEvent;
import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.parser.rollout.RolloutStep;
import dev.watchstream.timeline.Mark;
import dev.watchstream.timeline.Moment;
import dev.watchstream.timeline.Outage;
import dev.watchstream.timeline.PodTimeline;
import dev.watchstream.timeline.Remark;
import dev.watchstream.timeline.ServiceTimeline;
import dev.watchstream.timeline.Step;
import dev.watchstream.timeline.Timeline;
import dev.watchstream.timeline.TimelineBuilder;
import dev.watchstream.timeline.Truncation;
import dev.watchstream.timeline.text.JsonLines;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a picture shows as JSON: a line for each rollout as it ends, then one for each
 * service (which has {@code pods}), then one for the stream (which has {@code stream}). Scripts
 * rely on every key here.
 */
final class TimelineLines implements EventSink {

  private final JsonGenerator json;
  private final RolloutJson rollouts;
  private final TimelineBuilder timeline;
  private final int floor;

  /** How many addresses of a service were ready before the current event. */
  private final Map<ServiceName, Integer> ready = new HashMap<>();

  TimelineLines(OutputStream out, TimelineBuilder timeline, int floor) throws IOException {
    this.json = JsonLines.generator(out);
    this.rollouts = new RolloutJson(json);
    this.timeline = timeline;
    this.floor = floor;
  }

  @Override
  public void accept(StreamEvent event, Position at) throws IOException {
    RolloutStep step = timeline.accept(event, at.start(), at.time());
    for (Rollout rollout : timeline.takeEnded()) {
      boolean isByThis = step != null && rollout.lastEvent() == step.eventNumber();
      Integer now = step == null ? null : Integer.valueOf(step.ready());
      rollouts.line(rollout, isByThis ? now : ready(rollout));
    }
    if (step != null) {
      ready.put(step.service(), step.ready());
    }
  }

  private @Nullable Integer ready(Rollout rollout) {
    return ready.get(rollout.service());
  }

  /** Writes what is known when there is nothing more to read. */
  void end(Timeline built) throws IOException {
    for (Rollout rollout : timeline.underWay()) {
      rollouts.line(rollout, ready(rollout));
    }
    for (ServiceTimeline service : built.services()) {
      write(service);
    }
    if (built.events() > 0) {
      stream(built);
    }
  }

  private void write(ServiceTimeline service) throws IOException {
    json.writeStartObject();
    RolloutJson.service(json, service.name());
    json.writeNumberField("changes", service.steps().size());
    json.writeNumberField("rollouts", service.rollouts().size());
    Step first = service.steps().get(service.beginning());
    Step last = service.steps().get(service.steps().size() - 1);
    json.writeNumberField("readyBefore", first.ready());
    json.writeNumberField("readyAfter", last.ready());
    Step lowest = service.lowest();
    if (lowest != null) {
      json.writeNumberField("readyMin", lowest.ready());
      json.writeNumberField("readyMinEvent", lowest.at().event());
      JsonLines.seconds(json, "readyMinSeconds", lowest.at().time());
    }
    outages("zeroReady", service.outages(1));
    JsonLines.seconds(json, "zeroReadySeconds", service.timeAtZero());
    if (floor > 1) {
      json.writeNumberField("floor", floor);
      outages("belowFloor", service.outages(floor));
    }
    truncations(service.truncations());
    json.writeArrayFieldStart("pods");
    for (PodTimeline pod : service.pods()) {
      write(pod);
    }
    json.writeEndArray();
    json.writeEndObject();
    JsonLines.end(json);
  }

  private void outages(String name, List<Outage> outages) throws IOException {
    json.writeArrayFieldStart(name);
    for (Outage outage : outages) {
      json.writeStartObject();
      json.writeNumberField("firstEvent", outage.from().event());
      if (outage.isOver()) {
        json.writeNumberField("lastEvent", outage.to().event());
      }
      JsonLines.seconds(json, "startSeconds", outage.from().time());
      JsonLines.seconds(json, "endSeconds", outage.isOver() ? outage.to().time() : null);
      JsonLines.seconds(json, "durationSeconds", outage.duration());
      json.writeNumberField("readyMin", outage.readyMin());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Written only for a service that had any: most have none. */
  private void truncations(List<Truncation> truncations) throws IOException {
    if (truncations.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("truncated");
    for (Truncation truncation : truncations) {
      json.writeStartObject();
      json.writeNumberField("firstEvent", truncation.from().event());
      JsonLines.seconds(json, "startSeconds", truncation.from().time());
      if (truncation.isOver()) {
        json.writeNumberField("lastEvent", truncation.to().event());
        JsonLines.seconds(json, "endSeconds", truncation.to().time());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void write(PodTimeline pod) throws IOException {
    json.writeStartObject();
    json.writeStringField("pod", pod.name());
    json.writeStringField("ip", pod.address().ip());
    text("node", pod.address().nodeName());
    text("zone", pod.address().zone());
    text("template", pod.template());
    moment("appeared", pod.appeared());
    moment("ready", pod.firstReady());
    JsonLines.seconds(json, "timeToReadySeconds", pod.timeToReady());
    moment("gone", pod.gone());
    json.writeEndObject();
  }

  private void stream(Timeline built) throws IOException {
    json.writeStartObject();
    json.writeStringField("stream", built.title());
    json.writeNumberField("events", built.events());
    json.writeStringField("timeSource", built.timeSource().name());
    text("startedAt", built.startedAt() == null ? null : built.startedAt().toString());
    JsonLines.seconds(json, "startSeconds", built.begin().time());
    JsonLines.seconds(json, "endSeconds", built.end().time());
    json.writeArrayFieldStart("marks");
    for (Mark mark : built.marks()) {
      json.writeStartObject();
      json.writeStringField("mark", mark.kind().name());
      moment("from", mark.from());
      moment("to", mark.to());
      json.writeStringField("text", mark.text());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("remarks");
    for (Remark remark : built.remarks()) {
      json.writeStartObject();
      moment("at", remark.at());
      json.writeStringField("text", remark.text());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    JsonLines.end(json);
  }

  private void moment(String name, @Nullable Moment moment) throws IOException {
    if (moment != null) {
      json.writeNumberField(name + "Event", moment.event());
      JsonLines.seconds(json, name + "Seconds", moment.time());
    }
  }

  private void text(String name, @Nullable String text) throws IOException {
    if (text != null) {
      json.writeStringField(name, text);
    }
  }
}
