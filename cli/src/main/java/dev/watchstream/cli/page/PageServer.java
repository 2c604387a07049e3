package dev.watchstream.cli.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Serves the page to browsers of this machine: the page, its events, and its player's buttons. */
public final class PageServer implements AutoCloseable {

  /** Each connected page keeps one; the others are for what is answered at once. */
  private static final int MOST_THREADS = Feed.MOST_READERS + 16;

  /** Connections that wait for a thread; one more is rejected. */
  private static final int MOST_WAITING = 1024;

  /** Writing regularly shows when a page has disconnected. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final HttpServer http;
  private final ExecutorService threads;
  private final Feed feed;
  private final @Nullable PlayerControl control;
  private final BrowserCheck check;

  private PageServer(
      HttpServer http, Feed feed, @Nullable PlayerControl control, @Nullable String token) {
    this.http = http;
    this.feed = feed;
    this.control = control;
    int port = http.getAddress().getPort();
    this.check = new BrowserCheck("127.0.0.1", port, token);
    this.threads = threads();
  }

  /** Whoever finds no thread waits for one: a rejected connection would stay open unanswered. */
  private static ExecutorService threads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            MOST_THREADS,
            MOST_THREADS,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(MOST_WAITING),
            task -> {
              Thread thread = new Thread(task, "page connection");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /**
   * Listens on the loopback address.
   *
   * @param port 0 takes a free one
   * @param control what the player's buttons do; null for a page without a player
   * @param token the token that requests must have; null for none
   */
  public static PageServer start(
      int port, Feed feed, @Nullable PlayerControl control, @Nullable String token)
      throws IOException {
    HttpServer http;
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new IOException(
          "the page cannot listen on 127.0.0.1:"
              + port
              + ": "
              + e.getMessage()
              + "; --page 0 takes a free port",
          e);
    }
    PageServer server = new PageServer(http, feed, control, token);
    http.setExecutor(server.threads);
    http.createContext("/", server::answer);
    http.start();
    return server;
  }

  /** The URL of the page. */
  public String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String refusal = check.refusal(exchange);
      if (refusal != null) {
        text(exchange, 403, refusal);
      } else if (!check.isAllowed(exchange)) {
        exchange
            .getResponseHeaders()
            .set("WWW-Authenticate", "Basic realm=\"watchstream, the token is the password\"");
        text(exchange, 401, "the token is asked for");
      } else {
        route(exchange);
      }
    }
  }

  private void route(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    boolean isGet = exchange.getRequestMethod().equals("GET");
    if (path.equals("/") && isGet && feed.isFull()) {
      full(exchange);
    } else if (path.equals("/") && isGet) {
      send(exchange, 200, "text/html; charset=utf-8", feed.page());
    } else if (path.equals("/events") && isGet) {
      events(exchange);
    } else if (path.startsWith("/control/") && control != null) {
      steer(exchange, control, path.substring("/control/".length()));
    } else {
      text(exchange, 404, "there is nothing here");
    }
  }

  private static void steer(HttpExchange exchange, PlayerControl control, String verb)
      throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      text(exchange, 405, "the player is steered with POST");
      return;
    }
    try {
      control.steer(verb, exchange.getRequestURI().getRawQuery());
      text(exchange, 200, "");
    } catch (IllegalArgumentException e) {
      text(exchange, 400, String.valueOf(e.getMessage()));
    }
  }

  /** Server-sent events, as the HTML standard has them. */
  private void events(HttpExchange exchange) throws IOException {
    Feed.Reader reader = feed.open();
    if (reader == null) {
      full(exchange);
      return;
    }
    try {
      headers(exchange, "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      send(exchange.getResponseBody(), reader);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      feed.close(reader);
    }
  }

  private static void send(OutputStream events, Feed.Reader reader)
      throws IOException, InterruptedException {
    try (events) {
      events.write("retry: 1000\n\n".getBytes(UTF_8));
      for (String next = reader.next(HEARTBEAT); next != null; next = reader.next(HEARTBEAT)) {
        events.write((next.isEmpty() ? ":\n\n" : next).getBytes(UTF_8));
        events.flush();
      }
    }
  }

  private static void full(HttpExchange exchange) throws IOException {
    text(
        exchange,
        503,
        Feed.MOST_READERS
            + " pages are open, which is the most: close one, and load this again a little later");
  }

  private static void text(HttpExchange exchange, int status, String text) throws IOException {
    send(exchange, status, "text/plain; charset=utf-8", text);
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    headers(exchange, type);
    byte[] bytes = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void headers(HttpExchange exchange, String type) {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.getResponseHeaders().set("X-Frame-Options", "DENY");
  }

  @Override
  public void close() {
    feed.close();
    http.stop(0);
    threads.shutdownNow();
  }
}
