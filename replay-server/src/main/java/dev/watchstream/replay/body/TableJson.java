package dev.watchstream.replay.body;

import dev.watchstream.replay.history.StoredObject;
import dev.watchstream.replay.history.Versioned;
import dev.watchstream.replay.json.JsonText;
import dev.watchstream.replay.resource.Resource;
import dev.watchstream.replay.resource.TableCells;
import java.time.Instant;

/** Objects as the rows that kubectl prints: kind Table of meta.k8s.io. */
public final class TableJson {
  private TableJson() {}

  /** What a row carries beside its cells. */
  public enum Include {
    NONE,
    METADATA,
    OBJECT
  }

  /**
   * Writes up to the rows, leaving their array open. {@code metadata} is JSON without its braces.
   */
  public static void begin(
      Resource resource, String metaVersion, String metadata, boolean columns, JsonText to) {
    to.raw("{\"kind\":\"Table\",\"apiVersion\":\"meta.k8s.io/" + metaVersion + "\",\"metadata\":{");
    to.raw(metadata).raw("},\"columnDefinitions\":");
    to.raw(columns ? resource.columns().definitions() : "null");
    to.raw(",\"rows\":[");
  }

  public static void end(JsonText to) {
    to.raw("]}");
  }

  public static void row(
      Resource resource,
      Versioned versioned,
      Include include,
      String metaVersion,
      Instant now,
      JsonText to) {
    StoredObject object = versioned.object();
    ObjectJson json = ObjectJson.of(versioned);
    to.raw("{\"cells\":[").string(object.key().name());
    TableCells cells = json.cells();
    for (String cell : resource.columns().cellsOf(cells)) {
      to.raw(",").string(cell);
    }
    to.raw(",").string(cells.age(now)).raw("],\"object\":");
    switch (include) {
      case NONE -> to.raw("null");
      case METADATA -> json.writePartial(metaVersion, to);
      case OBJECT -> json.writeWhole(object, to);
    }
    to.raw("}");
  }

  /** The row of an object without content, such as a bookmark's. */
  static void emptyRow(Resource resource, String metaVersion, String metadata, JsonText to) {
    to.raw("{\"cells\":[\"\"");
    for (String cell : resource.columns().emptyCells()) {
      to.raw(",").string(cell);
    }
    to.raw(",").string("<unknown>");
    to.raw("],\"object\":{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/");
    to.raw(metaVersion).raw("\",\"metadata\":{").raw(metadata).raw("}}}");
  }
}
