package dev.watchstream.client.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A server that sends exactly the given bytes, one answer per connection, and ends each as told.
 * What a test scripts here, a replay server can be asked for, too.
 */
public final class ScriptedServer implements AutoCloseable {

  /** How an answer ends. */
  public enum End {
    CLEAN,
    /** FIN, without the last chunk. */
    CUT,
    RESET,
    /** Sends nothing more until the client closes. */
    HANG
  }

  /** A head, pieces of a chunked body, and an end. */
  public record Answer(String head, List<byte[]> chunks, End end) {

    public static Answer ok(End end, String... chunks) {
      return new Answer(
          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n",
          List.of(chunks).stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList(),
          end);
    }

    public static Answer ok(End end, List<byte[]> chunks) {
      return new Answer(ok(end).head, chunks, end);
    }

    public static Answer status(int code, String headers, String body) {
      return new Answer(
          "HTTP/1.1 "
              + code
              + " Reason\r\nConnection: close\r\n"
              + headers
              + "Transfer-Encoding: chunked\r\n\r\n",
          List.of(body.getBytes(StandardCharsets.UTF_8)),
          End.CLEAN);
    }

    /** Not even a head. */
    public static Answer silence() {
      return new Answer("", List.of(), End.HANG);
    }

    public Answer withHeader(String line) {
      return new Answer(head.replace("\r\n\r\n", "\r\n" + line + "\r\n\r\n"), chunks, end);
    }
  }

  private final ServerSocket listener;
  private final BlockingQueue<Answer> script = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Function<String, Answer> handler;

  public ScriptedServer(Answer... answers) throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    script.addAll(List.of(answers));
    handler = request -> script.isEmpty() ? Answer.ok(End.HANG) : script.remove();
    start(this::accept);
  }

  /** Answers by the request's target, such as {@code /api/v1/endpoints?watch=true}. */
  public ScriptedServer handle(Function<String, Answer> newHandler) {
    handler = newHandler;
    return this;
  }

  public void answer(Answer answer) {
    script.add(answer);
  }

  public String url() {
    return "http://" + listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort();
  }

  /** The target of the next request. */
  public String takeRequest() throws InterruptedException {
    String request = requests.poll(20, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("no request came");
    }
    return request;
  }

  /** The targets of all requests that were not taken. */
  public List<String> requests() {
    return new ArrayList<>(requests);
  }

  /** The heads of all requests, with their headers. */
  public List<String> heads() {
    return heads;
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
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
      String head = readHead(socket.getInputStream());
      if (head.isEmpty()) {
        return;
      }
      heads.add(head);
      String target = head.split(" ", 3)[1];
      // Under a lock, so that answers are chosen in the order in which requests are listed.
      Answer answer;
      synchronized (this) {
        answer = handler.apply(target);
        requests.add(target);
      }
      send(answer, socket);
    } catch (IOException e) {
      // The client may close at any time.
    }
  }

  private static void send(Answer answer, Socket socket) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(answer.head.getBytes(StandardCharsets.ISO_8859_1));
    for (byte[] chunk : answer.chunks) {
      ByteArrayOutputStream framed = new ByteArrayOutputStream();
      framed.writeBytes(
          (Integer.toHexString(chunk.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      framed.writeBytes(chunk);
      framed.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
      framed.writeTo(out);
      out.flush();
    }
    switch (answer.end) {
      case CLEAN -> out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      case CUT -> {}
      case RESET -> {
        // Flushed first, or the reset would discard it.
        socket.getOutputStream().flush();
        socket.setSoLinger(true, 0);
      }
      case HANG -> {
        while (socket.getInputStream().read() >= 0) {
          // Until the client closes.
        }
      }
    }
  }

  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int b = in.read(); b >= 0; b = in.read()) {
      head.append((char) b);
      if (head.toString().endsWith("\r\n\r\n")) {
        return head.toString();
      }
    }
    return "";
  }

  private static void start(Runnable run) {
    Thread thread = new Thread(run, "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }
}
