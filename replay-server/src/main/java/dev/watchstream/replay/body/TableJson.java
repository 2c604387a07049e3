package dev.watchstream.replay.body;

import dev.watchstream.replay.api.Resource;
import dev.watchstream.replay.history.StoredObject;
import dev.watchstream.replay.history.Versioned;
import dev.watchstream.replay.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Objects as the rows that kubectl prints: kind Table of meta.k8s.io. */
public final class TableJson {
  private static final String ENDPOINTS_COLUMNS = columns("endpoints");
  private static final String SLICES_COLUMNS = columns("endpointslices");

  private TableJson() {}

  /** What a row carries beside its cells. */
  public enum Include {
    NONE,
    METADATA,
    OBJECT
  }

  /** Up to the rows, whose array is open. {@code metadata} is the JSON within its braces. */
  public static void begin(
      Resource resource, String metaVersion, String metadata, boolean columns, JsonText to) {
    to.raw("{\"kind\":\"Table\",\"apiVersion\":\"meta.k8s.io/" + metaVersion + "\",\"metadata\":{");
    to.raw(metadata).raw("},\"columnDefinitions\":");
    to.raw(columns ? (resource.isEndpoints() ? ENDPOINTS_COLUMNS : SLICES_COLUMNS) : "null");
    to.raw(",\"rows\":[");
  }

  public static void end(JsonText to) {
    to.raw("]}");
  }

  public static void row(
      Versioned versioned, Include include, String metaVersion, Instant now, JsonText to) {
    StoredObject object = versioned.object();
    ObjectJson json = ObjectJson.of(versioned);
    to.raw("{\"cells\":[").string(object.key().name());
    TableCells cells = TableCells.read(json);
    for (String cell : object.resource().isEndpoints() ? cells.ofEndpoints() : cells.ofSlice()) {
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

  /** The row of an object without content, which a bookmark is. */
  static void emptyRow(Resource resource, String metaVersion, String metadata, JsonText to) {
    to.raw("{\"cells\":[\"\"");
    for (String cell :
        resource.isEndpoints() ? List.of("<none>") : List.of("", "<unset>", "<unset>")) {
      to.raw(",").string(cell);
    }
    to.raw(",").string("<unknown>");
    to.raw("],\"object\":{\"kind\":\"PartialObjectMetadata\",\"apiVersion\":\"meta.k8s.io/");
    to.raw(metaVersion).raw("\",\"metadata\":{").raw(metadata).raw("}}}");
  }

  private static String columns(String resource) {
    try (InputStream in =
        Objects.requireNonNull(
            TableJson.class.getResourceAsStream("columns-" + resource + ".json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
