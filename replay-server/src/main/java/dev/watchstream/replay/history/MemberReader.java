package dev.watchstream.replay.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.watchstream.replay.resource.SelectableField;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Reads one field out of an object's JSON. */
final class MemberReader {
  private static final JsonFactory JSON = new JsonFactory();

  private MemberReader() {}

  /** The text of the field, or what stands for its absence. The JSON has been read once before. */
  static String read(ByteBuffer json, SelectableField field) {
    byte[] bytes = new byte[json.remaining()];
    json.get(bytes);
    try (JsonParser parser = JSON.createParser(bytes)) {
      for (String member : field.path()) {
        if (parser.nextToken() != JsonToken.START_OBJECT || !find(parser, member)) {
          return field.absent();
        }
      }
      JsonToken value = parser.nextToken();
      return value.isScalarValue() && value != JsonToken.VALUE_NULL
          ? parser.getText()
          : field.absent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops before the member's value. */
  private static boolean find(JsonParser parser, String member) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      if (parser.currentName().equals(member)) {
        return true;
      }
      parser.nextToken();
      parser.skipChildren();
    }
    return false;
  }
}
