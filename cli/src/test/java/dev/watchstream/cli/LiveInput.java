package dev.watchstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** A stream that gives its first part, and notes what was printed by the time of the next read. */
final class LiveInput extends InputStream {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final byte[] first;
  private final byte[] rest;
  private int reads;
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

  @Override
  public int read(byte[] bytes, int offset, int length) {
    byte[] part = reads == 0 ? first : reads == 1 ? rest : new byte[0];
    if (reads++ == 1) {
      outputBeforeTheRest = out.toString(UTF_8);
    }
    System.arraycopy(part, 0, bytes, offset, part.length);
    return part.length == 0 ? -1 : part.length;
  }

  @Override
  public int read() {
    throw new UnsupportedOperationException("commands read in pieces");
  }
}
