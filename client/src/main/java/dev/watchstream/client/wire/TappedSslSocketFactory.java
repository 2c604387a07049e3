package dev.watchstream.client.wire;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** TLS sockets with a {@link ChunkTap} on what they receive, decrypted. */
public final class TappedSslSocketFactory extends LayeredSslSocketFactory {

  public TappedSslSocketFactory(SSLSocketFactory factory) {
    super(factory);
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    return new TappedSslSocket((SSLSocket) super.createSocket(socket, host, port, autoClose));
  }
}
