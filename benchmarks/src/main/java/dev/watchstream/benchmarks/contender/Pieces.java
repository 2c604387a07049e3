package dev.watchstream.benchmarks.contender;

import java.io.InputStream;

/** An input as a stream that gives at most one chunk per read, as a socket does. */
final class Pieces extends InputStream {

  private final byte[] bytes;
  private final int pieceBytes;
  private int position;

  Pieces(Input input) {
    this.bytes = input.bytes();
    this.pieceBytes = input.pieceBytes();
  }

  @Override
  public int read() {
    return position == bytes.length ? -1 : bytes[position++] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (position == bytes.length) {
      return -1;
    }
    int count = Math.min(Math.min(length, pieceBytes), bytes.length - position);
    System.arraycopy(bytes, position, into, offset, count);
    position += count;
    return count;
  }
}
