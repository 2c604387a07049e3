package dev.watchstream.benchmarks.contender;

import java.io.IOException;

/** One reading of a whole input: what is timed. */
@FunctionalInterface
public interface Pass {

  /** Reads it all, and returns a number that depends on all of it. */
  long run() throws IOException;
}
