package dev.watchstream.benchmarks.workload;

import dev.watchstream.fixtures.synthetic.SyntheticStream;
import dev.watchstream.fixtures.synthetic.SyntheticStream.Size;
import java.io.IOException;
import java.io.OutputStream;

/** A stream from a fixed seed. */
record Synthetic(SyntheticStream stream) implements Source {

  private static final long SEED = 20_261_122;

  @Override
  public void writeTo(OutputStream out, long atLeastBytes) throws IOException {
    stream.withSeed(SEED).writeTo(out, Size.ofBytes(atLeastBytes));
  }
}
