package dev.watchstream.client.connect;

import dev.watchstream.client.wire.LayeredSslSocketFactory;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS that asks a server for a name other than its address's (server name indication). Only the
 * handshake hears of the name: the connection underneath is made already, to the address.
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
