package dev.watchstream.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Counts what is read, and remembers how it began. */
final class CountingInput extends FilterInputStream {

  private final byte[] head = new byte[4];
  private long count;

  CountingInput(InputStream in) {
    super(in);
  }

  /** How many bytes were read so far. */
  long count() {
    return count;
  }

  /** The first bytes, at most four. */
  byte[] head() {
    return Arrays.copyOf(head, (int) Math.min(count, head.length));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    for (int i = 0; i < read && count + i < head.length; i++) {
      head[(int) count + i] = bytes[offset + i];
    }
    count += Math.max(0, read);
    return read;
  }
}
