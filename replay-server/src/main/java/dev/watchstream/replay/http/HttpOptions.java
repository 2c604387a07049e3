package dev.watchstream.replay.http;

import dev.watchstream.replay.model.AnsweredRequest;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a server listens.
 *
 * @param host to bind to, a name or an address
 * @param port from 1 to 65535; 0 takes a free one
 * @param tls null for plain HTTP
 * @param token that every request must carry; null for none
 * @param limits on what clients may use
 * @param threads that serve, 1 or more
 * @param clock for the Date header and the journal
 * @param log takes the outcome of each request, on a serving thread: it must return quickly
 */
public record HttpOptions(
    String host,
    int port,
    @Nullable ServerTls tls,
    @Nullable String token,
    HttpLimits limits,
    int threads,
    InstantSource clock,
    Consumer<AnsweredRequest> log) {

  /**
   * Plain HTTP on a free port of the loopback interface, for everybody. Requests are logged by the
   * {@link System.Logger} {@code dev.watchstream.replay} at {@code DEBUG}.
   */
  public static HttpOptions loopback() {
    return new HttpOptions(
        "127.0.0.1",
        0,
        null,
        null,
        HttpLimits.DEFAULT,
        Runtime.getRuntime().availableProcessors(),
        InstantSource.system(),
        ServerLog::answered);
  }

  public HttpOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is from 0 to 65535, not " + port);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads is 1 or more, not " + threads);
    }
    if (token != null && token.isEmpty()) {
      throw new IllegalArgumentException("a token has at least one character");
    }
  }

  public HttpOptions withPort(int port) {
    return new HttpOptions(host, port, tls, token, limits, threads, clock, log);
  }

  public HttpOptions withHost(String host) {
    return new HttpOptions(host, port, tls, token, limits, threads, clock, log);
  }

  public HttpOptions withTls(ServerTls tls) {
    return new HttpOptions(host, port, tls, token, limits, threads, clock, log);
  }

  public HttpOptions withToken(String token) {
    return new HttpOptions(host, port, tls, token, limits, threads, clock, log);
  }

  public HttpOptions withLimits(HttpLimits limits) {
    return new HttpOptions(host, port, tls, token, limits, threads, clock, log);
  }

  HttpOptions withThreads(int threads) {
    return new HttpOptions(host, port, tls, token, limits, threads, clock, log);
  }

  /** {@code streams} is the most that one HTTP/2 connection may have open, 1 or more. */
  public HttpOptions withMaxStreams(int streams) {
    return withLimits(limits.withMaxConcurrentStreams(streams));
  }

  public HttpOptions withClock(InstantSource clock) {
    return new HttpOptions(host, port, tls, token, limits, threads, clock, log);
  }

  public HttpOptions withLog(Consumer<AnsweredRequest> log) {
    return new HttpOptions(host, port, tls, token, limits, threads, clock, log);
  }

  /** Never contains the token, which is a secret. */
  @Override
  public String toString() {
    return "HttpOptions[" + host + ":" + port + (token == null ? "" : ", token") + "]";
  }
}
