package dev.watchstream.replay.http;

import java.time.Duration;

/**
 * The limits on what clients may use.
 *
 * @param maxConnections open at once; one more is closed as soon as it is accepted
 * @param maxUriBytes of the request line; more is 414
 * @param maxHeaderBytes of all headers of a request; more is 431
 * @param maxRequestBodyBytes that are read and discarded before the connection is closed
 * @param maxPipelinedRequests waiting for their answer on one HTTP/1.1 connection; later ones are
 *     not read, and the connection closes with the last one's answer
 * @param maxConcurrentStreams on one HTTP/2 connection
 * @param maxResetStreams by the client in any 30 seconds of an HTTP/2 connection; more ends it,
 *     because of CVE-2023-44487
 * @param headTimeout from accepting a connection to the end of its first request's head, TLS
 *     included
 * @param idleTimeout of a connection between an answer and the end of the next request's head, and
 *     of a client that reads nothing of a complete answer
 * @param slowReaderTimeout how long due events may wait for a watch's client to read before the
 *     watch ends cleanly; a real API server ends it when its queue is full
 * @param journalRequests that are kept, up to 16 MiB of them; the oldest are dropped
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

  /** The limits unless others are set. */
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
