package dev.watchstream.replay.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** As much of HTTP/2 (RFC 9113) as it takes to see the frames that a server sends. */
public final class Http2RawClient implements AutoCloseable {
  public static final int DATA = 0;
  public static final int HEADERS = 1;
  public static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  public static final int GOAWAY = 7;

  private static final int END_STREAM_AND_HEADERS = 5;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;

  public Http2RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(30_000);
    in = new DataInputStream(socket.getInputStream());
    out = new DataOutputStream(socket.getOutputStream());
    out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    write(SETTINGS, 0, 0, new byte[0]);
  }

  /** A received frame, its payload as Latin-1. */
  public record RawFrame(int type, int flags, int stream, String text) {
    /** The last byte of a GOAWAY's error code. */
    public int goAwayError() {
      return text.charAt(7);
    }

    public boolean endsStream() {
      return (flags & 1) != 0;
    }
  }

  public Http2RawClient get(int stream, String path) throws IOException {
    write(HEADERS, END_STREAM_AND_HEADERS, stream, headers(path));
    return this;
  }

  public void reset(int stream) throws IOException {
    write(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
  }

  /** Ignores a write error: the server may already have closed the connection. */
  public void tryGetAndReset(int stream, String path) throws IOException {
    try {
      get(stream, path);
      reset(stream);
    } catch (SocketException enough) {
      // What it sent before can still be read.
    }
  }

  /** The next frame of that type; earlier ones of other types are skipped. */
  public RawFrame readFrame(int type) throws IOException {
    while (true) {
      int lengthAndType = in.readInt();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      RawFrame frame =
          new RawFrame(
              lengthAndType & 0xff,
              flags,
              stream,
              new String(in.readNBytes(lengthAndType >>> 8), StandardCharsets.ISO_8859_1));
      if (frame.type() == type) {
        return frame;
      }
    }
  }

  /** In HPACK: three fields of its static table, then the path as a literal. */
  private static byte[] headers(String path) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(0x82);
    block.write(0x86);
    block.writeBytes(new byte[] {0x01, 4, 't', 'e', 's', 't'});
    block.write(0x04);
    block.write(path.length());
    block.writeBytes(path.getBytes(StandardCharsets.US_ASCII));
    return block.toByteArray();
  }

  private void write(int type, int flags, int stream, byte[] bytes) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(frame);
    data.writeInt(bytes.length << 8 | type);
    data.writeByte(flags);
    data.writeInt(stream);
    data.write(bytes);
    out.write(frame.toByteArray());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
