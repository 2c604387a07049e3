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

/** The requests, in order of arrival. Bounded; holds no secrets. Safe for several threads. */
public final class RequestJournal {
  /** Kubernetes takes a bearer token in a WebSocket subprotocol too. */
  private static final Set<String> SECRET =
      Set.of("authorization", "proxy-authorization", "cookie", "sec-websocket-protocol");

  /** The most that the kept requests may take together, roughly. */
  static final long MAX_BYTES = 16L << 20;

  /** What a request or a header takes besides its text: objects and references. */
  private static final long OVERHEAD_BYTES = 100;

  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final Deque<ReceivedRequest> requests = new ArrayDeque<>();
  private long bytes;
  private long count;
  private long taken;

  RequestJournal(int capacity) {
    this.capacity = capacity;
  }

  void add(ApiRequest request, String protocol, Instant at) {
    List<Header> headers = request.headers().stream().map(RequestJournal::redacted).toList();
    lock.lock();
    try {
      count++;
      ReceivedRequest received =
          new ReceivedRequest(
              count, at, protocol, request.method(), request.path(), request.query(), headers);
      requests.add(received);
      bytes += weight(received);
      // The newest stays whatever its size: requests have limits of their own.
      while (requests.size() > 1 && (requests.size() > capacity || bytes > MAX_BYTES)) {
        bytes -= weight(requests.removeFirst());
      }
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private static long weight(ReceivedRequest request) {
    String query = request.query();
    long weight = OVERHEAD_BYTES + request.path().length() + (query == null ? 0 : query.length());
    for (Header header : request.headers()) {
      weight += OVERHEAD_BYTES + header.name().length() + header.value().length();
    }
    return weight;
  }

  private static Header redacted(Header header) {
    return SECRET.contains(header.name().toLowerCase(Locale.ROOT))
        ? new Header(header.name(), "(redacted)")
        : header;
  }

  /** The requests so far, oldest first; of a long run, only the newest. */
  public List<ReceivedRequest> requests() {
    lock.lock();
    try {
      return List.copyOf(requests);
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next request that was not taken yet, in order of arrival; waits for one. Null if none came
   * within the timeout.
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
