package dev.watchstream.replay.api;

import dev.watchstream.fixtures.RecordingInfo.Header;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;

/**
 * The answer to a request. Its headers are those that the API server itself sets; those of HTTP's
 * framing (Date, Content-Length, Transfer-Encoding, Connection) are added by the transport.
 */
public sealed interface ApiResponse {

  /** An answer whose status and headers are known before its body. */
  sealed interface WithHead extends ApiResponse {

    /** The status of HTTP, 200 to 599. */
    int status();

    /** In the order they are sent. */
    List<Header> headers();
  }

  /** What happens to the connection after the answer. */
  enum Connection {
    /** It takes the next request. */
    KEPT,
    /** It takes no new one and ends with the last answer: {@code Connection: close}, or GOAWAY. */
    CLOSED,
    /** Like {@link #CLOSED} on HTTP/2, like {@link #KEPT} on HTTP/1.1. */
    CLOSED_IF_HTTP2
  }

  /**
   * An answer that is complete.
   *
   * @param body read-only; the reader may move its position and limit
   * @param connection what happens to it afterwards
   */
  record Whole(int status, List<Header> headers, ByteBuffer body, Connection connection)
      implements WithHead {
    public Whole {
      headers = List.copyOf(headers);
      body = body.asReadOnlyBuffer();
    }

    public Whole with(Connection other) {
      return new Whole(status, headers, body, other);
    }

    /** The connection is kept. */
    public Whole(int status, List<Header> headers, ByteBuffer body) {
      this(status, headers, body, Connection.KEPT);
    }
  }

  /**
   * An answer that takes long to make, such as a large list: the transport has it made on a thread
   * that serves no requests meanwhile.
   *
   * @param maker to be called once, by any thread
   */
  record Deferred(Supplier<Whole> maker) implements ApiResponse {}

  /**
   * An answer whose body comes over time. The head is sent at once, even when there is no event.
   *
   * @param timeoutNanos the real time, not the recording's, after which the transport ends the body
   *     cleanly; 0 or more
   * @param watchList whether it begins with the state and a bookmark marks the end of that
   *     (KEP-3157)
   * @param gzip whether the transport compresses the body, as the headers say
   */
  record Watch(
      int status,
      List<Header> headers,
      WatchBody body,
      long timeoutNanos,
      boolean watchList,
      boolean gzip)
      implements WithHead {
    public Watch {
      headers = List.copyOf(headers);
    }

    public Watch withBody(WatchBody other) {
      return new Watch(status, headers, other, timeoutNanos, watchList, gzip);
    }
  }
}
