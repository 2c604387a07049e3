package dev.watchstream.replay.body;

import dev.watchstream.replay.api.Accept.Chosen;
import dev.watchstream.replay.api.Form;
import dev.watchstream.replay.body.TableJson.Include;
import dev.watchstream.replay.history.RecordedEvent;
import dev.watchstream.replay.history.Versioned;
import dev.watchstream.replay.history.WatchEventType;
import dev.watchstream.replay.json.JsonText;
import dev.watchstream.replay.resource.Resource;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Writes the events of one watch, each a line. For one thread. */
public final class WatchEventJson {
  private static final String INITIAL_EVENTS_END =
      "\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}";

  private final Resource resource;
  private final Chosen as;
  private final Include include;
  private final LongFunction<Instant> wallClock;
  private final String nullCreationTimestamp;
  private boolean columnsTold;

  /**
   * {@code wallClock} maps the story's time in nanoseconds to the time of day; {@code tellsNull} is
   * whether bookmarks have {@code creationTimestamp: null}.
   */
  public WatchEventJson(
      Resource resource,
      Chosen as,
      Include include,
      boolean tellsNull,
      LongFunction<Instant> wallClock) {
    this.resource = resource;
    this.as = as;
    this.include = include;
    this.nullCreationTimestamp = tellsNull ? ",\"creationTimestamp\":null" : "";
    this.wallClock = wallClock;
  }

  /** {@code recorded} is sent unchanged if it is exactly this event; null when there is none. */
  public ByteBuffer event(
      WatchEventType type, Versioned versioned, long atNanos, @Nullable RecordedEvent recorded) {
    if (as.form() == Form.OBJECT
        && recorded != null
        && recorded.line()
        && recorded.type() == type
        && recorded.version() == versioned.version()) {
      return versioned.object().body().slice(recorded.start(), recorded.end());
    }
    JsonText json = begin(type);
    switch (as.form()) {
      case OBJECT -> ObjectJson.of(versioned).writeWhole(versioned.object(), json);
      case PARTIAL_OBJECT_METADATA -> ObjectJson.of(versioned).writePartial(as.metaVersion(), json);
      case TABLE -> {
        beginTable(versioned.version(), json);
        TableJson.row(
            resource, versioned, include, as.metaVersion(), wallClock.apply(atNanos), json);
        TableJson.end(json);
      }
    }
    return end(json);
  }

  ByteBuffer bookmark(long version, boolean endOfInitialEvents) {
    String metadata =
        "\"resourceVersion\":\"%d\"%s%s"
            .formatted(
                version, nullCreationTimestamp, endOfInitialEvents ? "," + INITIAL_EVENTS_END : "");
    JsonText json = begin(WatchEventType.BOOKMARK);
    switch (as.form()) {
      case OBJECT -> emptyObject(metadata, version, endOfInitialEvents, json);
      case PARTIAL_OBJECT_METADATA ->
          json.raw("{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/")
              .raw(as.metaVersion())
              .raw("\",\"metadata\":{")
              .raw(metadata)
              .raw("}}");
      case TABLE -> {
        beginTable(version, json);
        TableJson.emptyRow(resource, as.metaVersion(), metadata, json);
        TableJson.end(json);
      }
    }
    return end(json);
  }

  private void emptyObject(
      String metadata, long version, boolean endOfInitialEvents, JsonText json) {
    if (resource.custom()) {
      // The API server has no type for it: members in alphabetical order, without empty ones.
      json.raw("{\"apiVersion\":\"" + resource.apiVersion() + "\",\"kind\":\"");
      json.raw(resource.kind()).raw("\",\"metadata\":{");
      json.raw(endOfInitialEvents ? INITIAL_EVENTS_END + "," : "");
      json.raw("\"resourceVersion\":\"" + version + "\"}}");
      return;
    }
    json.raw("{\"kind\":\"" + resource.kind() + "\",\"apiVersion\":\"");
    json.raw(resource.apiVersion()).raw("\",\"metadata\":{").raw(metadata).raw("}");
    String content = resource.emptyContent();
    if (!content.isEmpty()) {
      boolean tellsNull = !nullCreationTimestamp.isEmpty();
      json.raw(",").raw(tellsNull ? content : content.replace("\"creationTimestamp\":null", ""));
    }
    json.raw("}");
  }

  private void beginTable(long version, JsonText json) {
    TableJson.begin(
        resource, as.metaVersion(), "\"resourceVersion\":\"" + version + "\"", !columnsTold, json);
    columnsTold = true;
  }

  private static JsonText begin(WatchEventType type) {
    return new JsonText().raw("{\"type\":\"" + type.name() + "\",\"object\":");
  }

  private static ByteBuffer end(JsonText json) {
    return json.raw("}\n").toBuffer();
  }
}
