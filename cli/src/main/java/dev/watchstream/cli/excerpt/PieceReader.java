package dev.watchstream.cli.excerpt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.watchstream.fixtures.Recording;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads pieces of a recording as events of a watch. They must be read in the order of their places.
 */
final class PieceReader implements AutoCloseable {

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final byte[] ADDED = "{\"type\":\"ADDED\",\"object\":".getBytes(UTF_8);

  private final InputStream body;
  private long position;

  PieceReader(Recording recording) throws IOException {
    body = recording.openBody();
  }

  byte[] read(Piece piece) throws IOException {
    body.skipNBytes(piece.start() - position);
    byte[] bytes = body.readNBytes((int) (piece.end() - piece.start()));
    position = piece.end();
    if (bytes.length < piece.end() - piece.start()) {
      throw new EOFException("the recording was cut short while it was read");
    }
    return switch (piece.form()) {
      case EVENT -> bytes;
      case EVENT_AS_ADDED -> added(objectOf(bytes));
      case ENDPOINTS_OBJECT -> added(withKind(bytes, "Endpoints", "v1"));
      case SLICE_OBJECT -> added(withKind(bytes, "EndpointSlice", "discovery.k8s.io/v1"));
    };
  }

  private static byte[] added(byte[] object) {
    ByteArrayOutputStream event = new ByteArrayOutputStream(object.length + 32);
    event.writeBytes(ADDED);
    event.writeBytes(object);
    event.write('}');
    return event.toByteArray();
  }

  /** The event's last "object" member: the parser lets the last one count too. */
  private static byte[] objectOf(byte[] event) throws IOException {
    byte[] object = {'{', '}'};
    try (JsonParser json = FACTORY.createParser(event)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean isObject = json.currentName().equals("object");
        json.nextToken();
        int start = (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        if (isObject) {
          object = Arrays.copyOfRange(event, start, (int) json.currentLocation().getByteOffset());
        }
      }
    }
    return object;
  }

  /** Adds kind and apiVersion where they are missing: an item of a list leaves them to the list. */
  private static byte[] withKind(byte[] object, String kind, String apiVersion) throws IOException {
    boolean isEmpty = true;
    try (JsonParser json = FACTORY.createParser(object)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        if (json.currentName().equals("kind")) {
          return object;
        }
        isEmpty = false;
        json.nextToken();
        json.skipChildren();
      }
    }
    String members =
        "\"kind\":\"" + kind + "\",\"apiVersion\":\"" + apiVersion + "\"" + (isEmpty ? "" : ",");
    ByteArrayOutputStream whole = new ByteArrayOutputStream(object.length + 80);
    whole.write('{');
    whole.writeBytes(members.getBytes(UTF_8));
    whole.write(object, 1, object.length - 1);
    return whole.toByteArray();
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
