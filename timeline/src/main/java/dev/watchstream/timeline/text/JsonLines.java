package dev.watchstream.timeline.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes one JSON object a line. */
public final class JsonLines {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .build();

  private JsonLines() {}

  /** Closing it lets the next one have its buffers, and leaves the stream open. */
  public static JsonGenerator generator(OutputStream out) throws IOException {
    JsonGenerator json = FACTORY.createGenerator(out);
    json.setRootValueSeparator(null);
    return json;
  }

  /** Ends a line, and hands it to the underlying stream without flushing that. */
  public static void end(JsonGenerator json) throws IOException {
    json.writeRaw('\n');
    json.flush();
  }

  /**
   * Writes the seconds of a time, exactly: a binary fraction would not be exact. Writes nothing for
   * null.
   */
  public static void seconds(JsonGenerator json, String name, @Nullable Duration time)
      throws IOException {
    if (time != null) {
      json.writeFieldName(name);
      json.writeNumber(CsvLine.seconds(time));
    }
  }
}
