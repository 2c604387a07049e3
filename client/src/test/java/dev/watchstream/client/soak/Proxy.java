package dev.watchstream.client.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A reverse proxy with default settings in front of a server, as a process of its own. */
record Proxy(String url, @Nullable Process process) implements AutoCloseable {

  private static final long START_SECONDS = 10;

  static Proxy none(String url) {
    return new Proxy(url, null);
  }

  /** By default it speaks HTTP/1.0 to the server and holds back what does not fill a buffer. */
  static Proxy nginx(int server) throws IOException, InterruptedException {
    int port = freePort();
    return start(
        port,
        """
        daemon off;
        user root;
        pid nginx.pid;
        error_log stderr crit;
        events {}
        http {
          access_log off;
          server {
            listen 127.0.0.1:%d;
            location / { proxy_pass http://127.0.0.1:%d; }
          }
        }
        """
            .formatted(port, server),
        folder -> List.of("nginx", "-p", folder.toString(), "-c", folder + "/config"));
  }

  /** With the timeouts of the example configuration in its packages. */
  static Proxy haproxy(int server) throws IOException, InterruptedException {
    int port = freePort();
    return start(
        port,
        """
        defaults
          mode http
          timeout connect 5s
          timeout client 50s
          timeout server 50s
        frontend in
          bind 127.0.0.1:%d
          default_backend api
        backend api
          server api 127.0.0.1:%d
        """
            .formatted(port, server),
        folder -> List.of("haproxy", "-db", "-q", "-f", folder + "/config"));
  }

  private interface CommandIn {
    List<String> of(Path folder);
  }

  private static Proxy start(int port, String config, CommandIn command)
      throws IOException, InterruptedException {
    Path folder =
        Files.createTempDirectory(
            "soak",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Files.writeString(folder.resolve("config"), config);
    Process process = new ProcessBuilder(command.of(folder)).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!isListening(port)) {
      if (!process.isAlive() || System.nanoTime() > giveUp) {
        throw new IOException(command.of(folder).get(0) + " does not listen on port " + port);
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    return new Proxy("http://127.0.0.1:" + port, process);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isListening(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroy();
    }
  }
}
