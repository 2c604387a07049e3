package dev.watchstream.replay.engine;

import dev.watchstream.replay.api.StatusException;
import dev.watchstream.replay.history.History;
import dev.watchstream.replay.history.ResourceHistory;
import dev.watchstream.replay.resource.Resource;
import dev.watchstream.replay.time.ReplayControl;
import dev.watchstream.replay.time.StoryClock;

/**
 * The position in the history at which a new request finds the cluster. With a shared clock it is
 * that clock's. With a clock for each watch it is the beginning, so that a client that lists and
 * then watches from the list's version sees the whole story; a client that names a later version
 * finds the cluster there.
 */
final class CurrentPosition {
  private final History history;
  private final ReplayControl control;

  CurrentPosition(History history, ReplayControl control) {
    this.history = history;
    this.control = control;
  }

  ResourceHistory history(Resource resource) {
    return history.of(resource);
  }

  long position(ResourceHistory story) {
    StoryClock shared = control.shared();
    return shared == null ? story.start() : story.positionAt(shared.now());
  }

  /** The story's time for an answer that shows that position, in nanoseconds. */
  long time(ResourceHistory story, long position) {
    StoryClock shared = control.shared();
    long now = shared == null ? Long.MAX_VALUE : shared.now();
    return now == Long.MAX_VALUE ? story.timeAt(position) : now;
  }

  boolean isInTheFuture(ResourceHistory story, long version) {
    if (control.shared() == null) {
      return story.isAfterTheEnd(version);
    }
    return version > story.versionAt(position(story))
        && story.positionAfter(version) >= position(story);
  }

  /**
   * The current position, or that of a later version.
   *
   * @throws StatusException 504 for a version in the future
   */
  long notOlderThan(ResourceHistory story, long version) throws StatusException {
    long now = position(story);
    if (version <= story.versionAt(now)) {
      return now;
    }
    if (isInTheFuture(story, version)) {
      throw StatusException.tooLargeVersion(version, story.versionAt(now));
    }
    return Math.max(now, story.positionAfter(version));
  }
}
