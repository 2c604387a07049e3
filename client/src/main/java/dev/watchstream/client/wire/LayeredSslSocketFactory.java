package dev.watchstream.client.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Puts TLS over a socket that is already connected, which is all that OkHttp asks of a factory.
 * Another factory does it; subclasses may change how.
 */
public abstract class LayeredSslSocketFactory extends SSLSocketFactory {

  private final SSLSocketFactory factory;

  protected LayeredSslSocketFactory(SSLSocketFactory factory) {
    this.factory = factory;
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    return factory.createSocket(socket, host, port, autoClose);
  }

  @Override
  public final String[] getDefaultCipherSuites() {
    return factory.getDefaultCipherSuites();
  }

  @Override
  public final String[] getSupportedCipherSuites() {
    return factory.getSupportedCipherSuites();
  }

  @Override
  public final Socket createSocket(String host, int port) {
    throw onlyLayered();
  }

  @Override
  public final Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw onlyLayered();
  }

  @Override
  public final Socket createSocket(InetAddress host, int port) {
    throw onlyLayered();
  }

  @Override
  public final Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw onlyLayered();
  }

  private static UnsupportedOperationException onlyLayered() {
    return new UnsupportedOperationException("OkHttp puts TLS over a socket of its own");
  }
}
