package dev.watchstream.cli.input;

import dev.watchstream.fixtures.input.PassingInputStream;
import dev.watchstream.fixtures.input.Recognition;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Counts the bytes that are read, and keeps the first ones. */
public final class CountingInput extends PassingInputStream {

  private final byte[] head = new byte[Recognition.HEAD_BYTES];
  private long count;

  CountingInput(InputStream in) {
    super(in);
  }

  /** How many bytes were read so far. */
  public long count() {
    return count;
  }

  /** The first bytes that were read, at most as many as {@link Recognition} looks at. */
  public byte[] head() {
    return Arrays.copyOf(head, (int) Math.min(count, head.length));
  }

  /** Reads until the head is complete, but waits for the first byte at most. */
  public void readHead() throws IOException {
    byte[] read = new byte[Recognition.HEAD_BYTES];
    while (count < head.length
        && (count == 0 || in.available() > 0)
        && read(read, 0, (int) (head.length - count)) >= 0) {
      // read() keeps the head.
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = in.read(bytes, offset, length);
    if (read > 0 && count < head.length) {
      System.arraycopy(bytes, offset, head, (int) count, (int) Math.min(read, head.length - count));
    }
    count += Math.max(0, read);
    return read;
  }
}
