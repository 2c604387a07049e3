package dev.watchstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * A stream that returns its first part, and notes what was printed by the time of the next read.
 */
final class LiveInput extends InputStream {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final byte[] first;
  private final byte[] rest;
  private int given;
  private boolean wasReadOn;
  private String outputBeforeTheRest = "";

  LiveInput(byte[] bytes, int firstLength) {
    first = Arrays.copyOf(bytes, firstLength);
    rest = Arrays.copyOfRange(bytes, firstLength, bytes.length);
  }

  OutputStream output() {
    return out;
  }

  String outputBeforeTheRest() {
    return outputBeforeTheRest;
  }

  /** Whether more than the first part was asked for. */
  boolean wasReadOn() {
    return wasReadOn;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    if (given == first.length) {
      wasReadOn = true;
      outputBeforeTheRest = out.toString(UTF_8);
    }
    byte[] part = given < first.length ? first : rest;
    int start = given < first.length ? given : given - first.length;
    int count = Math.min(length, part.length - start);
    System.arraycopy(part, start, bytes, offset, Math.max(0, count));
    given += Math.max(0, count);
    return count <= 0 ? -1 : count;
  }

  /** Nothing more is available without blocking. */
  @Override
  public int available() {
    return 0;
  }

  @Override
  public int read() {
    throw new UnsupportedOperationException("commands read in pieces");
  }
}
