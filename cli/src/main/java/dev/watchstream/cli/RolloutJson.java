package dev.watchstream.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.watchstream.parser.rollout.Rollout;
import dev.watchstream.parser.rollout.RolloutStep;
import dev.watchstream.timeline.RolloutView;
import java.io.IOException;
import java.io.OutputStream;

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
    json.writeNumberField("readyMin", rollout.readyMin());
    json.writeNumberField("readyMax", rollout.readyMax());
    json.writeNumberField("notReadyMax", rollout.notReadyMax());
    json.writeBooleanField("complete", rollout.complete());
    json.writeEndObject();
    JsonLines.end(json);
  }
}
