package dev.watchstream.client;

import java.io.EOFException;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses a gzip stream of any number of members that is pushed in any pieces, and hands out
 * at once all that the bytes so far give: a Kubernetes 1.37 server ends a member after an event and
 * may be silent for an hour before the next one begins, where readers that look ahead would block.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952</a>
 */
final class GzipMembers implements AutoCloseable {

  /** Takes what was decompressed; the bytes are the caller's again when it returns. */
  interface Sink {
    void write(byte[] bytes, int offset, int length) throws IOException;
  }

  private enum State {
    HEADER,
    EXTRA_LENGTH,
    EXTRA,
    NAME,
    COMMENT,
    HEADER_CHECKSUM,
    BODY,
    TRAILER
  }

  private static final int HEADER_BYTES = 10;
  private static final int TRAILER_BYTES = 8;
  private static final int FLAG_CHECKSUM = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;

  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] output = new byte[64 << 10];
  private final Sink sink;

  private State state = State.HEADER;

  /** The bytes of the current state so far, as a little-endian number where it is one. */
  private final byte[] fixed = new byte[HEADER_BYTES];

  private int fixedLength;
  private int flags;
  private int extraLeft;

  GzipMembers(Sink sink) {
    this.sink = sink;
  }

  /**
   * Decompresses the next bytes.
   *
   * @throws IOException when they are no gzip, or as the sink does
   */
  void feed(byte[] bytes, int offset, int length) throws IOException {
    int position = offset;
    int end = offset + length;
    while (position < end) {
      position =
          state == State.BODY ? inflate(bytes, position, end) : step(bytes[position], position);
    }
  }

  /**
   * Says that the stream has ended.
   *
   * @throws EOFException inside a member
   */
  void endOfInput() throws EOFException {
    if (state != State.HEADER || fixedLength > 0) {
      throw new EOFException("the gzip stream ends inside a member");
    }
  }

  @Override
  public void close() {
    inflater.end();
  }

  /** Takes one byte of what is around a member's data; returns where the next one is. */
  private int step(byte b, int position) throws IOException {
    switch (state) {
      case HEADER -> {
        if (isFull(b, HEADER_BYTES)) {
          if (fixed[0] != 0x1f || (fixed[1] & 0xff) != 0x8b || fixed[2] != 8) {
            throw new IOException("the server says gzip and sends something else");
          }
          flags = fixed[3];
          afterHeaderPart(State.EXTRA_LENGTH);
        }
      }
      case EXTRA_LENGTH -> {
        if (isFull(b, 2)) {
          extraLeft = (int) littleEndian(0, 2);
          state = State.EXTRA;
          if (extraLeft == 0) {
            afterHeaderPart(State.NAME);
          }
        }
      }
      case EXTRA -> {
        if (--extraLeft == 0) {
          afterHeaderPart(State.NAME);
        }
      }
      case NAME -> {
        if (b == 0) {
          afterHeaderPart(State.COMMENT);
        }
      }
      case COMMENT -> {
        if (b == 0) {
          afterHeaderPart(State.HEADER_CHECKSUM);
        }
      }
      case HEADER_CHECKSUM -> {
        if (isFull(b, 2)) {
          beginBody();
        }
      }
      case TRAILER -> {
        if (isFull(b, TRAILER_BYTES)) {
          if (littleEndian(0, 4) != crc.getValue()
              || littleEndian(4, 4) != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw new IOException("a gzip member's checksum or length is wrong");
          }
          state = State.HEADER;
        }
      }
      case BODY -> throw new IllegalStateException();
    }
    return position + 1;
  }

  /** Goes to a part of the header, or past it where the flags say that it is absent. */
  private void afterHeaderPart(State next) {
    state = next;
    if (state == State.EXTRA_LENGTH && (flags & FLAG_EXTRA) == 0) {
      state = State.NAME;
    }
    if (state == State.NAME && (flags & FLAG_NAME) == 0) {
      state = State.COMMENT;
    }
    if (state == State.COMMENT && (flags & FLAG_COMMENT) == 0) {
      state = State.HEADER_CHECKSUM;
    }
    if (state == State.HEADER_CHECKSUM && (flags & FLAG_CHECKSUM) == 0) {
      beginBody();
    }
  }

  private void beginBody() {
    inflater.reset();
    crc.reset();
    state = State.BODY;
  }

  private int inflate(byte[] bytes, int position, int end) throws IOException {
    inflater.setInput(bytes, position, end - position);
    try {
      for (int n = inflater.inflate(output); n > 0; n = inflater.inflate(output)) {
        crc.update(output, 0, n);
        sink.write(output, 0, n);
      }
    } catch (DataFormatException e) {
      throw new IOException("the gzip stream is damaged: " + e.getMessage(), e);
    }
    if (inflater.needsDictionary()) {
      throw new IOException("the gzip stream is damaged: it asks for a dictionary");
    }
    int next = end - inflater.getRemaining();
    if (inflater.finished()) {
      state = State.TRAILER;
    }
    return next;
  }

  private boolean isFull(byte b, int wanted) {
    fixed[fixedLength++] = b;
    if (fixedLength < wanted) {
      return false;
    }
    fixedLength = 0;
    return true;
  }

  private long littleEndian(int from, int count) {
    long value = 0;
    for (int i = from + count - 1; i >= from; i--) {
      value = value << 8 | (fixed[i] & 0xff);
    }
    return value;
  }
}
