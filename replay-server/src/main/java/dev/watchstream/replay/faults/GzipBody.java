package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.WatchBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/** Makes of each chunk a gzip member of its own (RFC 1952, 2.2). */
final class GzipBody extends ForwardingBody {
  GzipBody(WatchBody inner) {
    super(inner);
  }

  @Override
  public Frame next() {
    Frame frame = inner.next();
    return frame instanceof Frame.Chunk chunk
        ? new Frame.Chunk(chunk.atNanos(), member(chunk.bytes()))
        : frame;
  }

  private static ByteBuffer member(ByteBuffer bytes) {
    byte[] plain = new byte[bytes.remaining()];
    bytes.duplicate().get(plain);
    ByteArrayOutputStream member = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(member)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return ByteBuffer.wrap(member.toByteArray()).asReadOnlyBuffer();
  }
}
