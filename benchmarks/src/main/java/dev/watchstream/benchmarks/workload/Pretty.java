package dev.watchstream.benchmarks.workload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Another source's events over many lines each, indented by four as kubectl does. */
record Pretty(Synthetic compact) implements Source {

  private static final JsonFactory JSON = new JsonFactory();
  private static final DefaultIndenter INDENTER = new DefaultIndenter("    ", "\n");

  @Override
  public void writeTo(OutputStream out, long atLeastBytes) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    // Indented it is more than twice as large.
    compact.writeTo(all, (atLeastBytes + 1) / 2);
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(Separators.createDefaultInstance().withRootSeparator("\n"))
            .withObjectIndenter(INDENTER)
            .withArrayIndenter(INDENTER);
    try (JsonParser parser = JSON.createParser(all.toByteArray());
        JsonGenerator generator = JSON.createGenerator(out)) {
      generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      generator.setPrettyPrinter(printer);
      while (parser.nextToken() != null) {
        generator.copyCurrentStructure(parser);
      }
    }
  }
}
