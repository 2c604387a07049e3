package dev.watchstream.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;

/** One JSON object a line. */
public final class JsonLines {

  private JsonLines() {}

  public static JsonGenerator generator(OutputStream out) throws IOException {
    JsonGenerator json = new JsonFactory().createGenerator(out);
    json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    json.setRootValueSeparator(null);
    return json;
  }

  /** Ends a line, into the buffer of standard output, which is flushed when there is a pause. */
  public static void end(JsonGenerator json) throws IOException {
    json.writeRaw('\n');
    json.flush();
  }
}
