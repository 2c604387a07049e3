package dev.watchstream.client.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;

/**
 * Plain sockets that send data at once (TCP_NODELAY), and probe now and then whether the other side
 * is there (keep-alive). Without the former, a first request over HTTP/2 waits until the server has
 * acknowledged the settings in front of it, which takes Linux 40 ms; without the latter, a load
 * balancer that forgets a quiet connection leaves a watch in silence for minutes.
 */
public class PromptSocketFactory extends SocketFactory {

  /** As client-go. */
  private static final int KEEP_ALIVE_SECONDS = 30;

  @Override
  public final Socket createSocket() throws IOException {
    Socket socket = unconnected();
    socket.setTcpNoDelay(true);
    socket.setKeepAlive(true);
    keepAliveEvery(socket, KEEP_ALIVE_SECONDS);
    return socket;
  }

  /** Where the system supports it; its own two hours are longer than any balancer waits. */
  private static void keepAliveEvery(Socket socket, int seconds) throws IOException {
    if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
      socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, seconds);
      socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, seconds);
    }
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
