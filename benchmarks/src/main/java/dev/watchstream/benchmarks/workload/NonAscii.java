package dev.watchstream.benchmarks.workload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Another source's events with node names of two bytes per letter. */
record NonAscii(Synthetic ascii) implements Source {

  private static final String BEFORE_NODE_NAME = "\"nodeName\":\"";

  @Override
  public void writeTo(OutputStream out, long atLeastBytes) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ascii.writeTo(all, atLeastBytes);
    for (String line : all.toString(StandardCharsets.US_ASCII).split("(?<=\n)", -1)) {
      out.write(
          line.replace(BEFORE_NODE_NAME, BEFORE_NODE_NAME + "узел-")
              .getBytes(StandardCharsets.UTF_8));
    }
  }
}
