package dev.watchstream.client.wire;

import dev.watchstream.fixtures.input.PassingInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** Plain sockets with a {@link ChunkTap} on what they receive. */
public final class TappedSocketFactory extends PromptSocketFactory {

  @Override
  Socket unconnected() {
    return new TappedSocket();
  }

  private static final class TappedSocket extends Socket implements ChunkTap.Tapped {
    private final ChunkTap tap = new ChunkTap();
    private @Nullable InputStream in;

    @Override
    public ChunkTap tap() {
      return tap;
    }

    @Override
    public synchronized InputStream getInputStream() throws IOException {
      if (in == null) {
        in = new TappedInputStream(super.getInputStream(), tap);
      }
      return in;
    }
  }

  /** Shows a tap what is read. */
  static final class TappedInputStream extends PassingInputStream {
    private final ChunkTap tap;

    TappedInputStream(InputStream in, ChunkTap tap) {
      super(in);
      this.tap = tap;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = in.read(bytes, offset, length);
      if (n > 0) {
        tap.listen(bytes, offset, n);
      }
      return n;
    }
  }
}
