package dev.watchstream.benchmarks;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the report of a run: JSON, Markdown and charts. */
final class Report {

  private final Results results;

  Report(Results results) {
    this.results = results;
  }

  /** Into a folder that may be the root of this repository. */
  void writeTo(Path folder) throws IOException {
    Path docs = Files.createDirectories(folder.resolve("docs"));
    JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    Files.writeString(docs.resolve("benchmarks.json"), mapper.writeValueAsString(results) + "\n");
    Files.writeString(docs.resolve("benchmarks.svg"), Chart.ofTelling(results));
    Files.writeString(docs.resolve("benchmarks-all.svg"), Chart.ofAll(results));
    Files.writeString(folder.resolve("BENCHMARKS.md"), new Markdown(results).toString());
  }
}
