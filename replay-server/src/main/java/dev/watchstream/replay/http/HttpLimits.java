package dev.watchstream.replay.http;

import java.time.Duration;

/**
 * How much of everything a client may take.
 *
 * @param maxConnections open at once; one more is closed as soon as it is accepted
 * @param maxUriBytes of the request line; more is 414
 * @param maxHeaderBytes of all headers of a request; more is 431
 * @param maxRequestBodyBytes that are read and thrown away before the connection is closed
 * @param maxPipelinedRequests waiting for their answer on one HTTP/1.1 connection; what comes after
 *     them is not read, and the connection closes with the last one's answer
 * @param maxConcurrentStreams on one HTTP/2 connection
 * @param maxResetStreams by the client in any 30 seconds of an HTTP/2 connection; more ends it, as
 *     CVE-2023-44487 teaches
 * @param headTimeout from accepting a connection to the end of its first request's head, TLS
 *     included
 * @param idleTimeout of a connection between an answer and the end of the next request's head, and
 *     for a client to take anything of an answer that is complete
 * @param slowReaderTimeout how long a watch's client may leave events that are due untaken before
 *     the watch ends cleanly, as a real API server ends it when its queue is full
 * @param journalRequests that are kept, up to 16 MiB of them; the oldest make room
 */
public record HttpLimits(
    int maxConnections,
    int maxUriBytes,
    int maxHeaderBytes,
    int maxRequestBodyBytes,
    int maxPipelinedRequests,
    int maxConcurrentStreams,
    int maxResetStreams,
    Duration headTimeout,
    Duration idleTimeout,
    Duration slowReaderTimeout,
    int journalRequests) {

  /** What holds when nobody says otherwise. */
  public static final HttpLimits DEFAULT =
      new HttpLimits(
          20_000,
          16 << 10,
          64 << 10,
          256 << 10,
          64,
          250,
          200,
          Duration.ofSeconds(10),
          Duration.ofMinutes(3),
          Duration.ofSeconds(10),
          10_000);

  public HttpLimits {
    atLeastOne("maxConnections", maxConnections);
    atLeastOne("maxUriBytes", maxUriBytes);
    atLeastOne("maxHeaderBytes", maxHeaderBytes);
    atLeastOne("maxPipelinedRequests", maxPipelinedRequests);
    atLeastOne("maxConcurrentStreams", maxConcurrentStreams);
    atLeastOne("maxResetStreams", maxResetStreams);
    atLeastOne("journalRequests", journalRequests);
    if (maxRequestBodyBytes < 0) {
      throw new IllegalArgumentException(
          "maxRequestBodyBytes is 0 or more, not " + maxRequestBodyBytes);
    }
    positive("headTimeout", headTimeout);
    positive("idleTimeout", idleTimeout);
    positive("slowReaderTimeout", slowReaderTimeout);
  }

  HttpLimits withMaxConcurrentStreams(int streams) {
    return new HttpLimits(
        maxConnections,
        maxUriBytes,
        maxHeaderBytes,
        maxRequestBodyBytes,
        maxPipelinedRequests,
        streams,
        maxResetStreams,
        headTimeout,
        idleTimeout,
        slowReaderTimeout,
        journalRequests);
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is 1 or more, not " + value);
    }
  }

  private static void positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " is longer than nothing, not " + value);
    }
  }
}
