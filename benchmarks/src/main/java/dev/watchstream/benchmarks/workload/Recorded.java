package dev.watchstream.benchmarks.workload;

import dev.watchstream.fixtures.Chunk;
import dev.watchstream.fixtures.Recording;
import dev.watchstream.fixtures.Recordings;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A shipped recording, repeated from its beginning until it is long enough. */
record Recorded(String name) implements Source {

  /** How many bytes the recording has. */
  long bytes() throws IOException {
    return Recordings.open(name).chunks().stream().mapToLong(Chunk::length).sum();
  }

  @Override
  public void writeTo(OutputStream out, long atLeastBytes) throws IOException {
    Recording recording = Recordings.open(name);
    for (long written = 0; written < atLeastBytes; ) {
      written += writeOnce(recording, out, atLeastBytes - written);
    }
  }

  private static long writeOnce(Recording recording, OutputStream out, long atLeastBytes)
      throws IOException {
    long written = 0;
    try (InputStream in = new BufferedInputStream(recording.openBody(), 1 << 16)) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        out.write(b);
        written++;
        if (b == '\n' && written >= atLeastBytes) {
          break;
        }
      }
    }
    return written;
  }
}
