package dev.watchstream.replay.http;

import dev.watchstream.fixtures.RecordingInfo.Header;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.model.ReceivedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What was asked, in the order it came. Bounded; holds no secret. Safe for several threads. */
public final class RequestJournal {
  /** Kubernetes takes a bearer token in a WebSocket subprotocol too. */
  private static final Set<String> SECRET =
      Set.of("authorization", "proxy-authorization", "cookie", "sec-websocket-protocol");

  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final Deque<ReceivedRequest> requests = new ArrayDeque<>();
  private long count;
  private long taken;

  RequestJournal(int capacity) {
    this.capacity = capacity;
  }

  void add(ApiRequest request, String protocol, Instant at) {
    List<Header> headers = request.headers().stream().map(RequestJournal::redacted).toList();
    lock.lock();
    try {
      if (requests.size() == capacity) {
        requests.removeFirst();
      }
      count++;
      requests.add(
          new ReceivedRequest(
              count, at, protocol, request.method(), request.path(), request.query(), headers));
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static Header redacted(Header header) {
    return SECRET.contains(header.name().toLowerCase(Locale.ROOT))
        ? new Header(header.name(), "(redacted)")
        : header;
  }

  /** The requests so far, the oldest first; of a long run, the newest of them. */
  public List<ReceivedRequest> requests() {
    lock.lock();
    try {
      return List.copyOf(requests);
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next request that was not taken yet, in the order they came; waits for one. Null when none
   * came in that time.
   */
  public @Nullable ReceivedRequest takeRequest(Duration timeout) throws InterruptedException {
    long left = timeout.toNanos();
    lock.lock();
    try {
      while (taken == count) {
        if (left <= 0) {
          return null;
        }
        left = more.awaitNanos(left);
      }
      for (ReceivedRequest request : requests) {
        if (request.number() > taken) {
          taken = request.number();
          return request;
        }
      }
      throw new AssertionError("the newest request is always kept");
    } finally {
      lock.unlock();
    }
  }
}
