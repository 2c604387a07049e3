package dev.watchstream.replay.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what identifies a JSON object, and the places of that in the body. */
final class ObjectScanner {
  private final JsonParser parser;
  private final int origin;

  /** {@code origin} is the parser's start in the body. */
  ObjectScanner(JsonParser parser, int origin) {
    this.parser = parser;
    this.origin = origin;
  }

  int tokenStart() {
    return origin + (int) parser.currentTokenLocation().getByteOffset();
  }

  /** Reads the object at whose start the parser stands; stops at its end. */
  ScannedObject object() throws IOException {
    ScannedObject value = new ScannedObject();
    value.start = tokenStart();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String member = parser.currentName();
      JsonToken token = parser.nextToken();
      switch (member) {
        case "type" -> value.type = text(token);
        case "kind" -> {
          value.kind = text(token);
          value.named = value.kind != null;
        }
        case "apiVersion" -> value.apiVersion = text(token);
        case "object" -> {
          if (token == JsonToken.START_OBJECT) {
            value.object = object();
          } else {
            parser.skipChildren();
          }
        }
        case "items" -> {
          if (token == JsonToken.START_ARRAY) {
            value.items = items();
          } else {
            parser.skipChildren();
          }
        }
        case "metadata" -> {
          if (token == JsonToken.START_OBJECT) {
            metadata(value);
          } else {
            parser.skipChildren();
          }
        }
        default -> parser.skipChildren();
      }
    }
    value.end = origin + (int) parser.currentLocation().getByteOffset();
    return value;
  }

  private List<ScannedObject> items() throws IOException {
    List<ScannedObject> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token == JsonToken.START_OBJECT) {
        items.add(object());
      } else {
        parser.skipChildren();
      }
    }
    return items;
  }

  private void metadata(ScannedObject value) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String member = parser.currentName();
      JsonToken token = parser.nextToken();
      switch (member) {
        case "name" -> value.name = text(token);
        case "namespace" -> value.namespace = text(token);
        case "uid" -> value.uid = text(token);
        case "resourceVersion" -> {
          value.versionStart = tokenStart() + 1;
          value.resourceVersion = text(token);
        }
        case "labels" -> {
          if (token == JsonToken.START_OBJECT) {
            value.labels = labels();
          } else {
            parser.skipChildren();
          }
        }
        default -> parser.skipChildren();
      }
    }
  }

  private Map<String, String> labels() throws IOException {
    Map<String, String> labels = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_STRING) {
        labels.put(key, parser.getText());
      } else {
        parser.skipChildren();
      }
    }
    return labels;
  }

  /** Null for a value that should be a string and is not. */
  private @Nullable String text(JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    parser.skipChildren();
    return null;
  }
}
