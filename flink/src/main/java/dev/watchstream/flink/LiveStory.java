package dev.watchstream.flink;

import dev.watchstream.timeline.fleet.ClusterEvent;
import dev.watchstream.timeline.fleet.ServiceStory;
import java.util.ArrayList;
import java.util.List;

/** A story that is kept alive, and what of it is in the state. */
final class LiveStory {

  /** What a story, an event and an address take in the state, about. */
  private static final int STORY_BYTES = 400;

  private static final int EVENT_BYTES = 200;
  private static final int ADDRESS_BYTES = 225;

  final ServiceStory story;

  /** Those in the state. */
  private int snapshotBytes;

  private int eventBytes;

  private final List<ClusterEvent.Changed> unwritten = new ArrayList<>(0);
  private int unwrittenBytes;
  private boolean needsSnapshot;

  /** Of which nothing is in the state. */
  LiveStory(ServiceStory story) {
    this.story = story;
  }

  /** One that is as the state has it. */
  static LiveStory restored(ServiceStory story, int snapshotBytes, int eventBytes) {
    LiveStory restored = new LiveStory(story);
    restored.snapshotBytes = snapshotBytes;
    restored.eventBytes = eventBytes;
    return restored;
  }

  /** What it takes here, in about the bytes of its state. */
  long bytes() {
    return STORY_BYTES + (long) ADDRESS_BYTES * story.addresses() + unwrittenBytes;
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

  /** Has changed by more than a few events. */
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
