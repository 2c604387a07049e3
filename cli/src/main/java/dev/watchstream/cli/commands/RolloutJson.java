package dev.watchstream.cli.commands;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.watchstream.cli.output.JsonLines;
import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.parser.rollout.RolloutStep;
import dev.watchstream.parser.rollout.TimeToReady;
import dev.watchstream.parser.rollout.ZeroReadySpan;
import dev.watchstream.timeline.RolloutView;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes rollouts as JSON, one a line. Scripts rely on every key here. */
final class RolloutJson implements RolloutView {

  private final JsonGenerator json;

  RolloutJson(OutputStream out) throws IOException {
    json = JsonLines.generator(out);
  }

  @Override
  public void step(RolloutStep step) {}

  @Override
  public void end() {}

  @Override
  public void rollout(Rollout rollout) throws IOException {
    json.writeStartObject();
    if (!rollout.service().namespace().isEmpty()) {
      json.writeStringField("namespace", rollout.service().namespace());
    }
    json.writeStringField("name", rollout.service().name());
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
    JsonLines.end(json);
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
