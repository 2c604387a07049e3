package dev.watchstream.replay.http;

import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.model.AnsweredRequest;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.function.Consumer;

/** Measures one request, and logs its outcome, once. For one thread. */
final class Exchange {
  private final String method;
  private final String target;
  private final Ticker ticker;
  private final Consumer<AnsweredRequest> log;
  private final long startNanos;
  private int status;
  private long bodyBytes;
  private boolean over;

  Exchange(ApiRequest request, Ticker ticker, Consumer<AnsweredRequest> log) {
    this.method = request.method();
    this.target = request.query() == null ? request.path() : request.path() + "?" + request.query();
    this.ticker = ticker;
    this.log = log;
    this.startNanos = ticker.nanoTime();
  }

  void answered(int status) {
    this.status = status;
  }

  void sent(long bytes) {
    bodyBytes += bytes;
  }

  void over(String how) {
    if (!over) {
      over = true;
      Duration took = Duration.ofNanos(ticker.nanoTime() - startNanos);
      log.accept(new AnsweredRequest(method, target, status, bodyBytes, took, how));
    }
  }
}
