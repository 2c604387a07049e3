package dev.watchstream.benchmarks.contender;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Cuts a stream at its newlines, for the libraries that are given one event at a time. */
final class Lines {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long NEWLINES = '\n' * ONES;

  private Lines() {}

  /** Takes one line, without its end. */
  interface Line {
    void accept(byte[] bytes, int offset, int length) throws IOException;
  }

  static void forEach(byte[] bytes, Line line) throws IOException {
    for (int start = 0; start < bytes.length; ) {
      int end = next(bytes, start);
      if (end > start) {
        line.accept(bytes, start, end - start);
      }
      start = end + 1;
    }
  }

  /** The index of the next newline at or after {@code from}; the end if there is none. */
  static int next(byte[] bytes, int from) {
    int i = from;
    for (int last = bytes.length - Long.BYTES; i <= last; i += Long.BYTES) {
      long word = (long) LONGS.get(bytes, i) ^ NEWLINES;
      // The lowest bit that is set belongs to the first zero byte; higher bits may be wrong.
      long zeros = (word - ONES) & ~word & HIGHS;
      if (zeros != 0) {
        return i + (Long.numberOfTrailingZeros(zeros) >>> 3);
      }
    }
    while (i < bytes.length && bytes[i] != '\n') {
      i++;
    }
    return i;
  }
}
