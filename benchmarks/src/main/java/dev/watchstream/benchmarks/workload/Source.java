package dev.watchstream.benchmarks.workload;

import java.io.IOException;
import java.io.OutputStream;

/** Where a workload's bytes come from. */
sealed interface Source permits Synthetic, Recorded, Pretty, NonAscii {

  /**
   * Writes at least {@code atLeastBytes} bytes, up to the end of an event. The same bytes each
   * time.
   */
  void writeTo(OutputStream out, long atLeastBytes) throws IOException;
}
