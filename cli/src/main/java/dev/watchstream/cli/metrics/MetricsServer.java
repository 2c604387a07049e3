package dev.watchstream.cli.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Serves metrics at {@code /metrics}, on the loopback address. */
public final class MetricsServer implements AutoCloseable {

  private final HttpServer http;
  private final WatchMetrics metrics;

  private MetricsServer(HttpServer http, WatchMetrics metrics) {
    this.http = http;
    this.metrics = metrics;
  }

  /** Port 0 takes a free one. */
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

  /** Where they are. */
  public String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/metrics";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean isAsked = exchange.getRequestURI().getPath().equals("/metrics");
      // A web page of another site that asks says where it is from.
      boolean isForeign = exchange.getRequestHeaders().containsKey("Origin");
      byte[] body =
          isForeign
              ? "not for a web page\n".getBytes(StandardCharsets.UTF_8)
              : isAsked
                  ? metrics.text()
                  : "the metrics are at /metrics\n".getBytes(StandardCharsets.UTF_8);
      String type = isAsked && !isForeign ? WatchMetrics.CONTENT_TYPE : "text/plain";
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(isForeign ? 403 : isAsked ? 200 : 404, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
