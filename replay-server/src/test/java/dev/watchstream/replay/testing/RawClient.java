package dev.watchstream.replay.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A client that sends what a test says and returns what it gets, byte for byte. */
public final class RawClient implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  public RawClient(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  public RawClient(Socket socket) throws IOException {
    this.socket = socket;
    // No test that passes waits this long.
    socket.setSoTimeout(30_000);
    this.in = socket.getInputStream();
  }

  /** A text block as the lines of HTTP. */
  public static String crlf(String textBlock) {
    return textBlock.replace("\n", "\r\n");
  }

  /** A GET of HTTP/1.1 with these header lines besides Host. */
  public RawClient get(String target, String... headers) throws IOException {
    return ask("GET", target, headers);
  }

  /** A request of HTTP/1.1 with these header lines besides Host. */
  public RawClient ask(String method, String target, String... headers) throws IOException {
    StringBuilder request =
        new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: test\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    return send(request.append("\r\n").toString());
  }

  public RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public RawClient send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** Reads up to and with that text. */
  public String readThrough(String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the end came before " + end + ", after: " + text);
      }
      text.append((char) next);
    }
    return text.toString();
  }

  public String readHead() throws IOException {
    return readThrough("\r\n\r\n");
  }

  public byte[] read(int length) throws IOException {
    return in.readNBytes(length);
  }

  /** Everything up to the server's FIN. */
  public String readToEnd() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** Everything up to the server's FIN or RST; an RST appears as this word at the end. */
  public String readToFinOrReset() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        all.write(next);
      }
      return all.toString(StandardCharsets.ISO_8859_1);
    } catch (SocketException reset) {
      return all.toString(StandardCharsets.ISO_8859_1) + "RST";
    }
  }

  /** How many bytes, at most {@code most}, come before the server's FIN; 0 when it is an RST. */
  public int readToFinOrReset(int most) throws IOException {
    try {
      return in.readNBytes(most).length;
    } catch (SocketException reset) {
      return 0;
    }
  }

  /** The rest of the input, if it is long; nothing else may be read from then on. */
  public InputStream buffered() {
    return new BufferedInputStream(in, 1 << 16);
  }

  /** Leaves with an RST. */
  public void vanish() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  public Socket socket() {
    return socket;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
