package dev.watchstream.benchmarks.contender;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one would write by hand over jackson-core: a method for each object of the API, a switch
 * over the names that matter, {@code skipChildren} for the rest.
 */
abstract class JacksonByHand<E> implements Contender<E> {

  private static final JsonFactory FACTORY = new JsonFactory();

  private final Label label;
  private final Draft<E> draft;

  JacksonByHand(Label label, Draft<E> draft) {
    this.label = label;
    this.draft = draft;
  }

  /** The fastest parser for the way in which the input arrives. */
  static JsonParser open(Input input) throws IOException {
    return input.isChunked()
        ? FACTORY.createParser(new Pieces(input))
        : FACTORY.createParser(input.bytes());
  }

  @Override
  public final Label label() {
    return label;
  }

  @Override
  public final void read(Input input, Consumer<? super E> events) throws IOException {
    try (JsonParser parser = open(input)) {
      while (parser.nextToken() != null) {
        if (input.form() == Input.Form.LIST) {
          list(parser, input, events);
        } else {
          watchEvent(parser);
          events.accept(draft.end(input));
        }
      }
    }
  }

  private void list(JsonParser parser, Input input, Consumer<? super E> events) throws IOException {
    for (String name = name(parser); name != null; name = name(parser)) {
      if (name.equals("items")) {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          object(parser);
          events.accept(draft.end(input));
        }
      } else {
        skip(parser);
      }
    }
  }

  private void watchEvent(JsonParser parser) throws IOException {
    for (String name = name(parser); name != null; name = name(parser)) {
      parser.nextToken();
      switch (name) {
        case "type" -> draft.set(Field.TYPE, parser);
        case "object" -> object(parser);
        default -> parser.skipChildren();
      }
    }
  }

  private void object(JsonParser parser) throws IOException {
    draft.beginObject();
    for (String name = name(parser); name != null; name = name(parser)) {
      JsonToken token = parser.nextToken();
      switch (name) {
        case "kind" -> text(Field.KIND, parser, token);
        case "metadata" -> metadata(parser, token);
        case "subsets" -> subsets(parser, token);
        case "endpoints" -> endpoints(parser, token);
        default -> parser.skipChildren();
      }
    }
  }

  private void metadata(JsonParser parser, JsonToken start) throws IOException {
    if (start != JsonToken.START_OBJECT) {
      return;
    }
    for (String name = name(parser); name != null; name = name(parser)) {
      JsonToken token = parser.nextToken();
      switch (name) {
        case "namespace" -> text(Field.NAMESPACE, parser, token);
        case "name" -> text(Field.NAME, parser, token);
        case "uid" -> text(Field.UID, parser, token);
        case "resourceVersion" -> text(Field.RESOURCE_VERSION, parser, token);
        default -> parser.skipChildren();
      }
    }
  }

  private void subsets(JsonParser parser, JsonToken start) throws IOException {
    if (start != JsonToken.START_ARRAY) {
      return;
    }
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      for (String name = name(parser); name != null; name = name(parser)) {
        JsonToken token = parser.nextToken();
        switch (name) {
          case "addresses" -> addresses(parser, token, Condition.READY);
          case "notReadyAddresses" -> addresses(parser, token, Condition.NOT_READY);
          default -> parser.skipChildren();
        }
      }
    }
  }

  private void addresses(JsonParser parser, JsonToken start, Condition condition)
      throws IOException {
    if (start != JsonToken.START_ARRAY) {
      return;
    }
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      draft.beginAddress();
      for (String name = name(parser); name != null; name = name(parser)) {
        JsonToken token = parser.nextToken();
        switch (name) {
          case "ip" -> text(Field.IP, parser, token);
          case "hostname" -> text(Field.HOSTNAME, parser, token);
          case "nodeName" -> text(Field.NODE_NAME, parser, token);
          case "targetRef" -> targetRef(parser, token);
          default -> parser.skipChildren();
        }
      }
      draft.endAddress(condition);
    }
  }

  private void endpoints(JsonParser parser, JsonToken start) throws IOException {
    if (start != JsonToken.START_ARRAY) {
      return;
    }
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      draft.beginAddress();
      Condition condition = Condition.READY;
      for (String name = name(parser); name != null; name = name(parser)) {
        JsonToken token = parser.nextToken();
        switch (name) {
          case "addresses" -> {
            while (parser.nextToken() == JsonToken.VALUE_STRING) {
              draft.addIp(parser);
            }
          }
          case "conditions" -> condition = conditions(parser, token);
          case "hostname" -> text(Field.HOSTNAME, parser, token);
          case "nodeName" -> text(Field.NODE_NAME, parser, token);
          case "targetRef" -> targetRef(parser, token);
          default -> parser.skipChildren();
        }
      }
      draft.endAddress(condition);
    }
  }

  private Condition conditions(JsonParser parser, JsonToken start) throws IOException {
    if (start != JsonToken.START_OBJECT) {
      return Condition.READY;
    }
    Boolean ready = null;
    Boolean terminating = null;
    for (String name = name(parser); name != null; name = name(parser)) {
      JsonToken token = parser.nextToken();
      switch (name) {
        case "ready" -> ready = bool(token);
        case "terminating" -> terminating = bool(token);
        default -> parser.skipChildren();
      }
    }
    return Condition.of(ready, terminating);
  }

  private void targetRef(JsonParser parser, JsonToken start) throws IOException {
    if (start != JsonToken.START_OBJECT) {
      return;
    }
    for (String name = name(parser); name != null; name = name(parser)) {
      JsonToken token = parser.nextToken();
      switch (name) {
        case "kind" -> text(Field.TARGET_KIND, parser, token);
        case "namespace" -> text(Field.TARGET_NAMESPACE, parser, token);
        case "name" -> text(Field.TARGET_NAME, parser, token);
        case "uid" -> text(Field.TARGET_UID, parser, token);
        default -> parser.skipChildren();
      }
    }
  }

  /** The next member's name, or null at the end of the object. */
  private static @Nullable String name(JsonParser parser) throws IOException {
    return parser.nextFieldName();
  }

  private static void skip(JsonParser parser) throws IOException {
    parser.nextToken();
    parser.skipChildren();
  }

  private void text(int field, JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_STRING) {
      draft.set(field, parser);
    }
  }

  static @Nullable Boolean bool(JsonToken token) {
    return token == JsonToken.VALUE_NULL ? null : (Boolean) (token == JsonToken.VALUE_TRUE);
  }
}
