package dev.watchstream.replay.engine;

import dev.watchstream.replay.model.Speed;

/**
 * How a replay is done.
 *
 * @param loop whether the story begins anew when it is over, under fresh resourceVersions
 * @param watchList whether {@code sendInitialEvents} is served, as by servers since 1.32; else it
 *     is refused as by a server whose feature gate WatchList is off, and clients fall back on lists
 */
public record ReplayOptions(
    Clock clock, Speed speed, boolean startPaused, boolean loop, boolean watchList) {

  /** Each watch sees the whole story, as fast as it was recorded, once. */
  public static final ReplayOptions DEFAULTS =
      new ReplayOptions(Clock.WATCH, Speed.RECORDED, false, false, true);

  public ReplayOptions {
    if (loop && clock == Clock.SHARED && speed.isMax()) {
      throw new IllegalArgumentException(
          "a cluster that loops at full speed is nowhere: give a speed, or each watch its clock");
    }
  }

  /** Whose time it is. */
  public enum Clock {
    /** Each watch's own, which begins when it connects. */
    WATCH,
    /** One for the whole cluster, which begins with the server. */
    SHARED
  }

  public ReplayOptions withClock(Clock clock) {
    return new ReplayOptions(clock, speed, startPaused, loop, watchList);
  }

  public ReplayOptions withSpeed(Speed speed) {
    return new ReplayOptions(clock, speed, startPaused, loop, watchList);
  }

  public ReplayOptions withStartPaused(boolean startPaused) {
    return new ReplayOptions(clock, speed, startPaused, loop, watchList);
  }

  public ReplayOptions withLoop(boolean loop) {
    return new ReplayOptions(clock, speed, startPaused, loop, watchList);
  }

  public ReplayOptions withWatchList(boolean watchList) {
    return new ReplayOptions(clock, speed, startPaused, loop, watchList);
  }
}
