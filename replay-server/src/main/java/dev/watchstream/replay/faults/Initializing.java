package dev.watchstream.replay.faults;

import dev.watchstream.fixtures.RecordingInfo.Header;
import dev.watchstream.fixtures.input.DurationText;
import dev.watchstream.replay.api.ApiPath;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.Query;
import dev.watchstream.replay.api.ResourcePath;
import dev.watchstream.replay.api.Status;
import dev.watchstream.replay.api.StatusException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * 429: the watch cache of a resource is not ready, as when a server has just started (KEP-4568).
 * Applies to requests that the cache answers, so not to a single object by name, nor to a list in
 * parts without a selector, which etcd answers. Safe for use by several threads.
 */
final class Initializing implements AnswerFault {
  static final FaultKind KIND =
      new FaultKind(
          "initializing",
          List.of(
              new FaultUsage(
                  "initializing", "HTTP 429 with a Status: the cache of the server is not ready"),
              new FaultUsage(
                  "initializing:TIME", "the same for that time from the first such answer on")),
          text -> new Initializing(text.takeTime()));

  /** Retry-After is e to the power of 0.06 times the seconds since the first answer, at most 30. */
  private static final double GROWTH = 0.06;

  private static final double MAX_RETRY_AFTER_SECONDS = 30;

  private final @Nullable Duration forTime;
  private @Nullable Long since;

  /** {@code forTime} is real time from the first such answer on; null for ever. */
  Initializing(@Nullable Duration forTime) {
    if (forTime != null) {
      FaultText.requirePositive("an initialization", forTime);
    }
    this.forTime = forTime;
  }

  @Override
  public boolean couldMeet(ApiRequest request) {
    ResourcePath path;
    try {
      path = ResourcePath.of(ApiPath.parts(request.path()));
    } catch (StatusException e) {
      return false;
    }
    if (path == null || !request.method().equals("GET")) {
      return false;
    }
    Query query = Query.parse(request.query());
    boolean watch = path.watch() || query.isTrue("watch");
    boolean selects = query.has("labelSelector") || query.has("fieldSelector");
    return watch || (path.name() == null && (selects || !query.has("limit")));
  }

  @Override
  public ApiResponse.@Nullable Whole answer(ApiRequest request, LongSupplier nanoTime) {
    long down = nanosDown(nanoTime.getAsLong());
    if (forTime != null && down >= forTime.toNanos()) {
      return null;
    }
    double seconds = (double) down / TimeUnit.SECONDS.toNanos(1);
    int retryAfter = (int) Math.min(MAX_RETRY_AFTER_SECONDS, Math.exp(GROWTH * seconds));
    return Status.tooManyRequests("storage is (re)initializing", retryAfter)
        .answer(new Header("Retry-After", Integer.toString(retryAfter)));
  }

  private synchronized long nanosDown(long now) {
    if (since == null) {
      since = now;
    }
    return now - since;
  }

  @Override
  public String toString() {
    return "initializing" + (forTime == null ? "" : ":" + DurationText.of(forTime));
  }
}
