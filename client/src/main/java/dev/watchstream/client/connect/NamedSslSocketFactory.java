package dev.watchstream.client.connect;

import dev.watchstream.client.wire.LayeredSslSocketFactory;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS with a server name (SNI) other than the address's. Only the handshake uses the name: the
 * connection underneath already goes to the address.
 */
final class NamedSslSocketFactory extends LayeredSslSocketFactory {

  private final String serverName;

  NamedSslSocketFactory(SSLSocketFactory factory, String serverName) {
    super(factory);
    this.serverName = serverName;
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    return super.createSocket(socket, serverName, port, autoClose);
  }
}
