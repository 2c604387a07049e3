package dev.watchstream.replay.faults;

import dev.watchstream.fixtures.input.DurationText;
import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.Frame;
import dev.watchstream.replay.api.WatchBody;
import dev.watchstream.replay.time.ReplayClock;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Nothing is sent from a point on.
 *
 * @param forTime of real time; null for ever
 */
record Stall(Point at, @Nullable Duration forTime) implements WatchFault {
  static final FaultKind KIND =
      new FaultKind(
          "stall",
          List.of(
              new FaultUsage(
                  "stall@POINT:TIME", "nothing for that time, then all that was held back"),
              new FaultUsage("stall@POINT", "nothing any more, not even the watch's timeout")),
          text -> new Stall(text.takePoint(), text.takeTime()));

  Stall {
    if (forTime != null) {
      FaultText.requirePositive("a stall", forTime);
    }
  }

  @Override
  public ApiResponse.Watch spoil(
      ApiResponse.Watch watch, ApiRequest request, LongSupplier nanoTime) {
    return new ApiResponse.Watch(
        watch.status(),
        watch.headers(),
        spoil(watch.body(), nanoTime),
        forTime == null ? Long.MAX_VALUE : watch.timeoutNanos(),
        watch.watchList(),
        watch.gzip());
  }

  @Override
  public WatchBody spoil(WatchBody body, LongSupplier nanoTime) {
    return forTime == null ? forGood(body) : forAWhile(body, forTime, nanoTime);
  }

  private WatchBody forGood(WatchBody body) {
    return new AtPoint(body, at) {
      private long since;

      @Override
      Frame atPoint(long atNanos) {
        since = atNanos;
        return afterPoint();
      }

      @Override
      Frame afterPoint() {
        return new Frame.Quiet(since);
      }
    };
  }

  private WatchBody forAWhile(WatchBody body, Duration pause, LongSupplier nanoTime) {
    HoldingClock clock = new HoldingClock(body.clock(), nanoTime);
    return new AtPoint(body, at) {
      private long since;
      private boolean hasBegun;

      @Override
      public ReplayClock clock() {
        return clock;
      }

      @Override
      Frame atPoint(long atNanos) {
        since = atNanos;
        return afterPoint();
      }

      /** What comes next may be due much later than the stall begins. */
      @Override
      Frame afterPoint() {
        if (!hasBegun && inner.clock().nanosUntil(since) > 0) {
          return new Frame.Later(since);
        }
        if (!hasBegun) {
          hasBegun = true;
          clock.holdFromNow(pause.toNanos());
        }
        return super.afterPoint();
      }
    };
  }

  @Override
  public String toString() {
    return "stall" + at + (forTime == null ? "" : ":" + DurationText.of(forTime));
  }
}
