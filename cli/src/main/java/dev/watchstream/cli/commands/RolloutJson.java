package dev.watchstream.cli.commands;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.parser.rollout.TimeToReady;
import dev.watchstream.parser.rollout.ZeroReadySpan;
import dev.watchstream.timeline.text.JsonLines;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes rollouts as JSON, one a line. Scripts rely on every key here. */
final class RolloutJson {

  private final JsonGenerator json;

  RolloutJson(OutputStream out) throws IOException {
    this(JsonLines.generator(out));
  }

  RolloutJson(JsonGenerator json) {
    this.json = json;
  }

  /** Writes a rollout on a line of its own. */
  void line(Rollout rollout, @Nullable Integer readyAfter) throws IOException {
    write(rollout, readyAfter);
    JsonLines.end(json);
  }

  /**
   * Writes a rollout as an object.
   *
   * @param readyAfter how many addresses were ready after its last event; null where that is not
   *     known
   */
  void write(Rollout rollout, @Nullable Integer readyAfter) throws IOException {
    json.writeStartObject();
    service(json, rollout.service());
    json.writeArrayFieldStart("from");
    for (String template : rollout.from()) {
      json.writeString(template);
    }
    json.writeEndArray();
    json.writeStringField("to", rollout.to());
    json.writeNumberField("firstEvent", rollout.firstEvent());
    json.writeNumberField("lastEvent", rollout.lastEvent());
    if (rollout.underWayAtFirst()) {
      json.writeBooleanField("underWayAtFirst", true);
    }
    seconds("startSeconds", rollout.start());
    seconds("endSeconds", rollout.end());
    seconds("durationSeconds", rollout.duration());
    json.writeNumberField("readyBefore", rollout.readyBefore());
    if (readyAfter != null) {
      json.writeNumberField("readyAfter", readyAfter);
    }
    json.writeNumberField("readyMin", rollout.readyMin());
    json.writeNumberField("readyMax", rollout.readyMax());
    json.writeNumberField("notReadyMax", rollout.notReadyMax());
    json.writeNumberField("surge", rollout.surge());
    json.writeBooleanField("complete", rollout.complete());
    timesToReady(rollout);
    zeroReady(rollout);
    if (rollout.gaps() > 0) {
      json.writeNumberField("gaps", rollout.gaps());
    }
    json.writeEndObject();
  }

  static void service(JsonGenerator json, ServiceName service) throws IOException {
    if (service.kind().equals("EndpointSlice")) {
      json.writeStringField("kind", service.kind());
    }
    if (!service.namespace().isEmpty()) {
      json.writeStringField("namespace", service.namespace());
    }
    json.writeStringField("name", service.name());
  }

  private void timesToReady(Rollout rollout) throws IOException {
    seconds("timeToReadyP50Seconds", rollout.timeToReady(0.5));
    seconds("timeToReadyP90Seconds", rollout.timeToReady(0.9));
    seconds("timeToReadyP99Seconds", rollout.timeToReady(0.99));
    seconds("timeToReadyMaxSeconds", rollout.timeToReady(1));
    if (!rollout.timesToReady().isEmpty()) {
      json.writeArrayFieldStart("timesToReady");
      for (TimeToReady ready : rollout.timesToReady()) {
        json.writeStartObject();
        json.writeStringField("pod", ready.pod());
        seconds("seconds", ready.time());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }

  private void zeroReady(Rollout rollout) throws IOException {
    if (rollout.zeroReady().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("zeroReady");
    for (ZeroReadySpan span : rollout.zeroReady()) {
      json.writeStartObject();
      json.writeNumberField("firstEvent", span.firstEvent());
      if (!span.isUnderWay()) {
        json.writeNumberField("lastEvent", span.lastEvent());
      }
      seconds("startSeconds", span.start());
      seconds("endSeconds", span.end());
      seconds("durationSeconds", span.duration());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void seconds(String name, @Nullable Duration time) throws IOException {
    JsonLines.seconds(json, name, time);
  }
}
