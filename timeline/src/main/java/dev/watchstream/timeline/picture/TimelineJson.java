package dev.watchstream.timeline.picture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.watchstream.timeline.Comparison;
import dev.watchstream.timeline.Mark;
import dev.watchstream.timeline.Moment;
import dev.watchstream.timeline.Remark;
import dev.watchstream.timeline.ServiceTimeline;
import dev.watchstream.timeline.Timeline;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a timeline as the JSON that the page reads: in columns rather than objects, to be small.
 */
final class TimelineJson {

  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonGenerator json;

  private TimelineJson(JsonGenerator json) {
    this.json = json;
  }

  /** The whole timeline. */
  static String of(Timeline timeline) {
    return write(
        writer -> {
          writer.json.writeStartObject();
          writer.stream(timeline);
          writer.services(timeline.services());
          writer.json.writeEndObject();
        });
  }

  /** Two timelines, each with the service that is compared and where its rollout begins. */
  static String of(Comparison comparison) {
    return write(
        writer -> {
          writer.json.writeStartObject();
          writer.json.writeArrayFieldStart("compared");
          for (Comparison.Side side : comparison.sides()) {
            writer.json.writeStartObject();
            writer.stream(side.timeline());
            writer.services(List.of(side.service()));
            writer.json.writeNumberField(
                "rollout", side.service().rollouts().indexOf(side.rollout()));
            writer.moment("origin", side.begin());
            writer.json.writeEndObject();
          }
          writer.json.writeEndArray();
          writer.json.writeEndObject();
        });
  }

  /** The present state of some services, and how far the stream has come. */
  static String change(Timeline timeline, List<ServiceTimeline> services) {
    return write(
        writer -> {
          writer.json.writeStartObject();
          writer.json.writeObjectFieldStart("stream");
          writer.stream(timeline);
          writer.json.writeEndObject();
          writer.services(services);
          writer.json.writeEndObject();
        });
  }

  private interface Part {
    void write(TimelineJson writer) throws IOException;
  }

  private static String write(Part part) {
    Writer text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      part.write(new TimelineJson(generator));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString();
  }

  private void stream(Timeline timeline) throws IOException {
    json.writeStringField("title", timeline.title());
    json.writeStringField("clock", timeline.timeSource().name());
    if (timeline.startedAt() != null) {
      json.writeStringField("startedAt", timeline.startedAt().toString());
    }
    json.writeNumberField("events", timeline.events());
    time("firstTime", timeline.begin().time());
    time("lastTime", timeline.end().time());
    json.writeBooleanField("cut", timeline.isCut());
    json.writeArrayFieldStart("marks");
    for (Mark mark : timeline.marks()) {
      json.writeStartObject();
      json.writeStringField("kind", mark.kind().name());
      moment("from", mark.from());
      moment("to", mark.to());
      json.writeStringField("text", mark.text());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("remarks");
    for (Remark remark : timeline.remarks()) {
      json.writeStartObject();
      json.writeNumberField("event", remark.at().event());
      time("time", remark.at().time());
      json.writeStringField("text", remark.text());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void services(List<ServiceTimeline> services) throws IOException {
    json.writeArrayFieldStart("services");
    for (ServiceTimeline service : services) {
      new ServiceJson(json, this).write(service);
    }
    json.writeEndArray();
  }

  void moment(String name, Moment moment) throws IOException {
    json.writeNumberField(name + "Event", moment.event());
    time(name + "Time", moment.time());
  }

  /** Seconds, to the microsecond; left out when not known. */
  void time(String name, @Nullable Duration time) throws IOException {
    if (time != null) {
      json.writeFieldName(name);
      time(time);
    }
  }

  void time(@Nullable Duration time) throws IOException {
    if (time == null) {
      json.writeNull();
    } else {
      BigDecimal seconds =
          BigDecimal.valueOf(time.toNanos(), 9)
              .setScale(6, RoundingMode.HALF_UP)
              .stripTrailingZeros();
      json.writeNumber(seconds.toPlainString());
    }
  }
}
