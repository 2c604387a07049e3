package dev.watchstream.timeline.fleet;

import org.jspecify.annotations.Nullable;

/**
 * A place in a cluster's recordings, where another {@link ClusterReading} goes on. Immutable.
 *
 * @param part which of the recordings, counted from 0
 * @param eventsBefore how many events those before it had
 * @param gapsBefore in how many places events are missing before it
 * @param versionBefore the last resourceVersion before it; null where there was none
 * @param told how many {@link ClusterEvent}s it has told
 */
public record ClusterPosition(
    int part, long eventsBefore, int gapsBefore, @Nullable String versionBefore, long told) {

  /** Before the first recording. */
  public static final ClusterPosition BEGINNING = new ClusterPosition(0, 0, 0, null, 0);

  ClusterPosition atBeginOfPart() {
    return new ClusterPosition(part, eventsBefore, gapsBefore, versionBefore, 0);
  }
}
