package dev.watchstream.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.watchstream.client.KnownObjects.Known;
import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.stream.EndpointsParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The event that a server would have sent for an object of whose delete nobody told us: written as
 * the server would have, and read by the parser, which alone makes events.
 */
final class SyntheticDelete {

  private static final JsonFactory FACTORY = new JsonFactory();

  private SyntheticDelete() {}

  static void tell(Known object, Consumer<EndpointsEvent> consumer) {
    EndpointsParser.create(
            event -> {
              if (event instanceof EndpointsEvent deleted) {
                consumer.accept(deleted);
              }
            })
        .parse(write(object));
  }

  private static byte[] write(Known object) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("type", "DELETED");
      json.writeObjectFieldStart("object");
      json.writeStringField("kind", object.kind());
      json.writeObjectFieldStart("metadata");
      json.writeStringField("name", object.key().name());
      json.writeStringField("namespace", object.key().namespace());
      string(json, "uid", object.uid());
      string(json, "resourceVersion", object.resourceVersion());
      if (object.serviceName() != null) {
        json.writeObjectFieldStart("labels");
        json.writeStringField("kubernetes.io/service-name", object.serviceName());
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void string(JsonGenerator json, String field, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(field, value);
    }
  }
}
