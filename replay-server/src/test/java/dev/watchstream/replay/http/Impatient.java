package dev.watchstream.replay.http;

import java.time.Duration;

/** The default limits, but with shorter timeouts for clients. */
final class Impatient {
  private Impatient() {}

  static HttpLimits limits(Duration idleTimeout, Duration slowReaderTimeout) {
    HttpLimits d = HttpLimits.DEFAULT;
    return new HttpLimits(
        d.maxConnections(),
        d.maxUriBytes(),
        d.maxHeaderBytes(),
        d.maxRequestBodyBytes(),
        d.maxPipelinedRequests(),
        d.maxConcurrentStreams(),
        d.maxResetStreams(),
        d.headTimeout(),
        idleTimeout,
        slowReaderTimeout,
        d.journalRequests());
  }
}
