package dev.watchstream.flink;

import dev.watchstream.timeline.fleet.ClusterEvent;
import dev.watchstream.timeline.fleet.ServiceStory;
import java.util.ArrayList;
import java.util.List;

/** A story that is kept as an object, and how much of it is in the state. */
final class LiveStory {

  /** About the bytes of a story in the state; below, those of an event and of an address. */
  private static final int STORY_BYTES = 400;

  private static final int EVENT_BYTES = 200;
  private static final int ADDRESS_BYTES = 225;

  final ServiceStory story;

  /** The bytes of the snapshot that is in the state; below, those of the events after it. */
  private int snapshotBytes;

  private int eventBytes;

  private final List<ClusterEvent.Changed> unwritten = new ArrayList<>(0);
  private int unwrittenBytes;
  private boolean needsSnapshot;
  private long countedBytes;

  /** A story of which nothing is in the state yet. */
  LiveStory(ServiceStory story) {
    this.story = story;
  }

  /** A story that was read from the state. */
  static LiveStory restored(ServiceStory story, int snapshotBytes, int eventBytes) {
    LiveStory restored = new LiveStory(story);
    restored.snapshotBytes = snapshotBytes;
    restored.eventBytes = eventBytes;
    return restored;
  }

  /**
   * How much memory it took when {@link #growth} was last called, counted in about the bytes that
   * it has in the state.
   */
  long countedBytes() {
    return countedBytes;
  }

  /** By how many bytes it has grown since this was last called; negative if it has shrunk. */
  long growth() {
    long before = countedBytes;
    countedBytes = STORY_BYTES + (long) ADDRESS_BYTES * story.addresses() + unwrittenBytes;
    return countedBytes - before;
  }

  void accepted(ClusterEvent.Changed event) {
    if (needsSnapshot) {
      return;
    }
    unwritten.add(event);
    unwrittenBytes += EVENT_BYTES + ADDRESS_BYTES * event.change().entries().size();
    if (eventBytes + unwrittenBytes > snapshotBytes) {
      changed();
    }
  }

  /**
   * Marks that the next write has to be a snapshot: the story changed without an event, or by many.
   */
  void changed() {
    needsSnapshot = true;
    unwritten.clear();
    unwrittenBytes = 0;
  }

  boolean isInState() {
    return snapshotBytes + eventBytes > 0;
  }

  boolean isWritten() {
    return !needsSnapshot && unwritten.isEmpty();
  }

  boolean needsSnapshot() {
    return needsSnapshot;
  }

  List<ClusterEvent.Changed> unwritten() {
    return unwritten;
  }

  void wroteSnapshot(int bytes) {
    snapshotBytes = bytes;
    eventBytes = 0;
    needsSnapshot = false;
  }

  void wroteEvents(int bytes) {
    eventBytes += bytes;
    unwritten.clear();
    unwrittenBytes = 0;
  }
}
