package dev.watchstream.timeline.fleet;

import dev.watchstream.fixtures.FileTree;
import dev.watchstream.fixtures.RecordedCluster;
import dev.watchstream.fixtures.RecordedCluster.Part;
import dev.watchstream.parser.WatchStreamException;
import dev.watchstream.parser.rollout.EndpointsChange;
import dev.watchstream.parser.rollout.EndpointsChanges;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the recordings of one cluster as one stream: event numbers continue, times count from the
 * beginning of the first recording, and events missing between two of them are a gap. If a
 * recording cannot be read beyond some place, only its own rest is lost.
 *
 * <p>For use by one thread. Keeps one file open, and the changes of 64 KiB of it in memory.
 */
public final class ClusterReading implements Closeable {

  private final FileTree tree;
  private final RecordedCluster cluster;
  private final @Nullable Instant zero;
  private final LongConsumer progress;
  private final Queue<EndpointsChange> found = new ArrayDeque<>();

  /** The beginning of the recording that is being read, or that comes next. */
  private ClusterPosition begin;

  /** How many events of this recording were handed out. */
  private long told;

  private EndpointsChanges changes;
  private @Nullable PartReading reading;

  /** Whether this recording was read as far as it can be. */
  private boolean isRead;

  private @Nullable String problem;

  /** Whether this recording could not be read to its end. */
  private boolean wasBad;

  /**
   * A reading from the beginning.
   *
   * @param progress called with the number of bytes of each read
   */
  public ClusterReading(FileTree tree, RecordedCluster cluster, LongConsumer progress) {
    this(tree, cluster, progress, ClusterPosition.BEGINNING);
  }

  private ClusterReading(
      FileTree tree, RecordedCluster cluster, LongConsumer progress, ClusterPosition begin) {
    this.tree = tree;
    this.cluster = cluster;
    this.zero = cluster.parts().get(0).startedAt();
    this.progress = progress;
    this.begin = begin;
    this.changes = new EndpointsChanges(begin.eventsBefore(), begin.gapsBefore());
  }

  /**
   * A reading that resumes where another one was, and hands out what the other would have handed
   * out. It reads the present recording again from its beginning, because the parser needs what
   * came before.
   *
   * @param cluster as the other knew it, or with more recordings after those
   * @throws IOException if the recording has become shorter than the position
   */
  public static ClusterReading resume(
      FileTree tree, RecordedCluster cluster, ClusterPosition position) throws IOException {
    ClusterReading reading =
        new ClusterReading(tree, cluster, bytes -> {}, position.atBeginOfPart());
    while (reading.told < position.told()) {
      if (reading.next() == null || reading.begin.part() != position.part()) {
        throw new IOException(
            "%s, %s: recording %d of %d is shorter than when it was first read: restore what it was"
                .formatted(
                    tree.place(), cluster.name(), position.part() + 1, cluster.parts().size()));
      }
    }
    return reading;
  }

  /** The position after the event that was handed out last. */
  public ClusterPosition position() {
    return new ClusterPosition(
        begin.part(), begin.eventsBefore(), begin.gapsBefore(), begin.versionBefore(), told);
  }

  /** In how many places events of the cluster are missing so far. */
  public int gaps() {
    return changes.gaps();
  }

  /**
   * Reads the next event.
   *
   * @return null at the end of the last recording
   */
  public @Nullable ClusterEvent next() {
    while (begin.part() < cluster.parts().size()) {
      EndpointsChange change = found.poll();
      if (change != null) {
        told++;
        return new ClusterEvent.Changed(cluster.name(), name(part()), zero, change);
      }
      if (problem != null) {
        told++;
        ClusterEvent unreadable = new ClusterEvent.Unreadable(cluster.name(), problem);
        problem = null;
        return unreadable;
      }
      if (isRead) {
        turnToNext();
      } else {
        readOn();
      }
    }
    return null;
  }

  private Part part() {
    return cluster.parts().get(begin.part());
  }

  private String name(Part part) {
    return part.path().isEmpty() ? cluster.name() : part.path();
  }

  private void readOn() {
    try {
      if (reading == null) {
        reading = open();
      }
      isRead = !reading.read();
    } catch (WatchStreamException e) {
      problem = place() + ": " + e.getMessage();
    } catch (IOException e) {
      String seen = reading == null ? "" : " after " + reading.eventCount() + " events";
      problem = place() + ": cannot be read on" + seen + ": " + e.getMessage();
    }
    wasBad = problem != null;
    isRead |= wasBad;
  }

  private String place() {
    return part().path().isEmpty() ? tree.place() : tree.place() + "/" + part().path();
  }

  private PartReading open() throws IOException {
    Part part = part();
    boolean goesOn =
        part.continues()
            && part.resumedFrom() != null
            && part.resumedFrom().equals(begin.versionBefore());
    if (begin.part() > 0 && !goesOn) {
      changes.gap();
    }
    Duration since =
        zero == null || part.startedAt() == null
            ? Duration.ZERO
            : Duration.between(zero, part.startedAt());
    return new PartReading(
        part.open(tree), changes, part.continues(), since, begin.versionBefore(), found, progress);
  }

  private void turnToNext() {
    String version = reading == null || wasBad ? null : reading.lastVersion();
    begin = new ClusterPosition(begin.part() + 1, changes.eventCount(), changes.gaps(), version, 0);
    changes = new EndpointsChanges(begin.eventsBefore(), begin.gapsBefore());
    told = 0;
    isRead = false;
    wasBad = false;
    close();
  }

  @Override
  public void close() {
    PartReading open = reading;
    reading = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // Only read from: nothing is lost.
      }
    }
  }
}
