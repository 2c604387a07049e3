package dev.watchstream.replay.history;

import dev.watchstream.fixtures.Recording;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A recording's body with random access, outside the heap: decompressed into a temporary file that
 * is mapped, so that slices stay valid as long as anybody holds them. Safe for use by several
 * threads.
 */
public final class RecordingBody implements Closeable {
  /** What one mapping can hold, just under 2 GiB. */
  static final long MAX_BODY_BYTES = Integer.MAX_VALUE;

  private static final int COPY_BYTES = 1 << 16;

  private final ByteBuffer bytes;
  private final @Nullable Path left;

  private RecordingBody(ByteBuffer bytes, @Nullable Path left) {
    this.bytes = bytes;
    this.left = left;
  }

  static RecordingBody of(Recording recording) throws IOException {
    Path file = Files.createTempFile("watchstream-", ".body");
    try {
      copy(recording, file);
      ByteBuffer mapped;
      try (FileChannel channel = FileChannel.open(file)) {
        mapped = channel.map(MapMode.READ_ONLY, 0, channel.size());
      }
      return new RecordingBody(mapped, unlinked(file) ? null : file);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  public int length() {
    return bytes.capacity();
  }

  byte at(int index) {
    return bytes.get(index);
  }

  /** Read-only. */
  public ByteBuffer slice(int start, int end) {
    return bytes.slice(start, end - start);
  }

  public byte[] copy(int start, int end) {
    byte[] copy = new byte[end - start];
    bytes.get(start, copy);
    return copy;
  }

  InputStream from(int start) {
    return new BufferInputStream(slice(start, length()));
  }

  @Override
  public void close() throws IOException {
    if (left != null) {
      Files.deleteIfExists(left);
    }
  }

  private static void copy(Recording recording, Path file) throws IOException {
    try (InputStream in = recording.openBody();
        OutputStream out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[COPY_BYTES];
      long total = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        total += read;
        if (total > MAX_BODY_BYTES) {
          throw new UnservableRecordingException(
              "recording %s: its body is larger than %d bytes (MAX_BODY_BYTES); serve a part of it"
                  .formatted(recording.name(), MAX_BODY_BYTES));
        }
        out.write(buffer, 0, read);
      }
    }
  }

  /** Deletes the file already, where the system allows it, so that a killed process leaves none. */
  private static boolean unlinked(Path file) {
    try {
      Files.delete(file);
      return true;
    } catch (IOException e) {
      // Not every system can delete a mapped file.
      file.toFile().deleteOnExit();
      return false;
    }
  }

  private static final class BufferInputStream extends InputStream {
    private final ByteBuffer rest;

    BufferInputStream(ByteBuffer rest) {
      this.rest = rest;
    }

    @Override
    public int read() {
      return rest.hasRemaining() ? rest.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int count) {
      if (count > 0 && !rest.hasRemaining()) {
        return -1;
      }
      int read = Math.min(count, rest.remaining());
      rest.get(into, offset, read);
      return read;
    }
  }
}
