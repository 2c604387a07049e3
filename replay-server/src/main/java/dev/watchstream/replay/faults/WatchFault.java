package dev.watchstream.replay.faults;

import dev.watchstream.replay.api.ApiRequest;
import dev.watchstream.replay.api.ApiResponse;
import dev.watchstream.replay.api.WatchBody;
import java.util.function.LongSupplier;

/** A fault in what a watch sends. Other answers are unchanged. */
non-sealed interface WatchFault extends Fault {

  /** Whether it applies to such a watch; other watches are not counted. */
  default boolean couldMeet(ApiResponse.Watch watch) {
    return true;
  }

  /** The same watch with the fault in it. */
  default ApiResponse.Watch spoil(
      ApiResponse.Watch watch, ApiRequest request, LongSupplier nanoTime) {
    return watch.withBody(spoil(watch.body(), nanoTime));
  }

  /**
   * The same body with the fault in it.
   *
   * @param nanoTime real time in nanoseconds, as {@link System#nanoTime}
   */
  WatchBody spoil(WatchBody body, LongSupplier nanoTime);
}
