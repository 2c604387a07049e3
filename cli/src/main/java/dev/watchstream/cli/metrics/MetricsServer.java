package dev.watchstream.cli.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.watchstream.cli.page.BrowserCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Serves metrics at {@code /metrics}, on the loopback address. */
public final class MetricsServer implements AutoCloseable {

  private final HttpServer http;
  private final WatchMetrics metrics;
  private final BrowserCheck check;

  private MetricsServer(HttpServer http, WatchMetrics metrics) {
    this.http = http;
    this.metrics = metrics;
    this.check = new BrowserCheck("127.0.0.1", http.getAddress().getPort(), null);
  }

  /** Starts on the port; 0 takes a free one. */
  public static MetricsServer start(int port, WatchMetrics metrics) throws IOException {
    HttpServer http;
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new IOException(
          "the metrics cannot listen on 127.0.0.1:"
              + port
              + ": "
              + e.getMessage()
              + "; --metrics 0 takes a free port",
          e);
    }
    MetricsServer server = new MetricsServer(http, metrics);
    http.createContext("/", server::answer);
    http.start();
    return server;
  }

  /** The URL of the metrics. */
  public String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/metrics";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String refusal = check.refusal(exchange);
      if (refusal != null) {
        send(exchange, 403, "text/plain", (refusal + "\n").getBytes(UTF_8));
      } else if (exchange.getRequestURI().getPath().equals("/metrics")) {
        send(exchange, 200, WatchMetrics.CONTENT_TYPE, metrics.text());
      } else {
        send(exchange, 404, "text/plain", "the metrics are at /metrics\n".getBytes(UTF_8));
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
