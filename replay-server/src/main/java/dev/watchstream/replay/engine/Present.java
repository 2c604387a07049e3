package dev.watchstream.replay.engine;

/**
 * Where in the history a request that comes now finds the cluster. With a shared clock that is
 * where the clock is. With a clock for each watch it is the beginning, so that who lists and then
 * watches from the list's version sees the whole story; and who has seen more of it, and says so by
 * naming a later version, finds the cluster there.
 */
final class Present {
  private final History history;
  private final ReplayControl control;

  Present(History history, ReplayControl control) {
    this.history = history;
    this.control = control;
  }

  Timeline timeline(Resource resource) {
    return history.timeline(resource);
  }

  long position(Timeline timeline) {
    StoryClock shared = control.shared();
    return shared == null ? timeline.start() : timeline.positionAt(shared.now());
  }

  /** The story's time of an answer that shows that position. */
  long time(Timeline timeline, long position) {
    StoryClock shared = control.shared();
    long now = shared == null ? Long.MAX_VALUE : shared.now();
    return now == Long.MAX_VALUE ? timeline.timeAt(position) : now;
  }

  boolean isInTheFuture(Timeline timeline, long version) {
    if (control.shared() == null) {
      return timeline.isAfterTheEnd(version);
    }
    return version > timeline.versionAt(position(timeline))
        && timeline.positionAfter(version) >= position(timeline);
  }

  /**
   * The position of now, or that of a later version.
   *
   * @throws StatusException 504 for a version that is in the future
   */
  long notOlderThan(Timeline timeline, long version) throws StatusException {
    long now = position(timeline);
    if (version <= timeline.versionAt(now)) {
      return now;
    }
    if (isInTheFuture(timeline, version)) {
      throw StatusException.tooLargeVersion(version, timeline.versionAt(now));
    }
    return Math.max(now, timeline.positionAfter(version));
  }
}
