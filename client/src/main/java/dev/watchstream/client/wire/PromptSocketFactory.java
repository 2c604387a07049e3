package dev.watchstream.client.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Plain sockets that send what they are given at once. Else a first request over HTTP/2 waits until
 * the server has acknowledged the settings in front of it, which takes Linux 40 ms.
 */
public class PromptSocketFactory extends SocketFactory {

  @Override
  public final Socket createSocket() throws IOException {
    Socket socket = unconnected();
    socket.setTcpNoDelay(true);
    return socket;
  }

  Socket unconnected() {
    return new Socket();
  }

  @Override
  public final Socket createSocket(String host, int port) {
    throw onlyUnconnected();
  }

  @Override
  public final Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw onlyUnconnected();
  }

  @Override
  public final Socket createSocket(InetAddress host, int port) {
    throw onlyUnconnected();
  }

  @Override
  public final Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw onlyUnconnected();
  }

  private static UnsupportedOperationException onlyUnconnected() {
    return new UnsupportedOperationException("OkHttp connects its sockets itself");
  }
}
