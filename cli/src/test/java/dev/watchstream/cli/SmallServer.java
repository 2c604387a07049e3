package dev.watchstream.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An API server that has one list, and one watch that it says at once and then goes on. */
final class SmallServer implements AutoCloseable {

  private final ServerSocket listener;
  private final String list;
  private final byte[] watch;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  final List<String> requests = new CopyOnWriteArrayList<>();

  SmallServer(String list, byte[] watch) throws IOException {
    this.list = list;
    this.watch = watch;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        open.add(socket);
        start(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      for (int b = in.read(); b >= 0 && !head.toString().endsWith("\r\n\r\n"); b = in.read()) {
        head.append((char) b);
        if (head.toString().endsWith("\r\n\r\n")) {
          break;
        }
      }
      requests.add(head.toString());
      boolean isWatch = head.toString().contains("watch=true");
      byte[] body = isWatch ? watch : list.getBytes(UTF_8);
      OutputStream out = socket.getOutputStream();
      out.write(
          ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
                  + "Transfer-Encoding: chunked\r\n\r\n"
                  + Integer.toHexString(body.length)
                  + "\r\n")
              .getBytes(US_ASCII));
      out.write(body);
      out.write("\r\n".getBytes(US_ASCII));
      if (isWatch) {
        while (in.read() >= 0) {
          // Until the client goes.
        }
      } else {
        out.write("0\r\n\r\n".getBytes(US_ASCII));
      }
    } catch (IOException e) {
      // The client went, as it may.
    }
  }

  private static void start(Runnable run) {
    Thread thread = new Thread(run, "small-server");
    thread.setDaemon(true);
    thread.start();
  }
}
