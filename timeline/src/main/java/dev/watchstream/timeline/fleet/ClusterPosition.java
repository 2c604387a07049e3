package dev.watchstream.timeline.fleet;

import org.jspecify.annotations.Nullable;

/**
 * A place in a cluster's recordings, from which another {@link ClusterReading} can resume.
 * Immutable.
 *
 * @param part which of the recordings, counted from 0
 * @param eventsBefore how many events the recordings before this one have
 * @param gapsBefore how many gaps, places where events are missing, there are before this recording
 * @param versionBefore the last resourceVersion before this recording; null where there was none
 * @param told how many {@link ClusterEvent}s of this recording were handed out
 */
public record ClusterPosition(
    int part, long eventsBefore, int gapsBefore, @Nullable String versionBefore, long told) {

  /** Before the first recording. */
  public static final ClusterPosition BEGINNING = new ClusterPosition(0, 0, 0, null, 0);

  ClusterPosition atBeginOfPart() {
    return new ClusterPosition(part, eventsBefore, gapsBefore, versionBefore, 0);
  }
}
