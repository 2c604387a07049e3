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
 * Reads the recordings of one cluster as one stream: event numbers run on, times count from the
 * beginning of the first, and what is missing between two of them is a gap. A recording that cannot
 * be read on costs only what comes after that place in it.
 *
 * <p>For one thread. Holds one file open, and the changes of 64 KiB of it.
 */
public final class ClusterReading implements Closeable {

  private final FileTree tree;
  private final RecordedCluster cluster;
  private final @Nullable Instant zero;
  private final LongConsumer progress;
  private final Queue<EndpointsChange> found = new ArrayDeque<>();

  /** Where the recording began that is being read, or comes next. */
  private ClusterPosition begin;

  /** How many events of it were handed out. */
  private long told;

  private EndpointsChanges changes;
  private @Nullable PartReading reading;

  /** Whether all that can be read of it was. */
  private boolean isRead;

  private @Nullable String problem;

  /** Whether it cannot be read to its end. */
  private boolean wasBad;

  /**
   * A reading from the beginning.
   *
   * @param progress takes how many bytes were read
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
   * A reading that goes on where another one was, and tells what that would have told. It reads
   * that recording again from its beginning, as the parser has to know what came before.
   *
   * @param cluster as the other knew it, or with more recordings after those
   * @throws IOException if the recording is not what it was
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

  /** Where it is: after what was handed out last. */
  public ClusterPosition position() {
    return new ClusterPosition(
        begin.part(), begin.eventsBefore(), begin.gapsBefore(), begin.versionBefore(), told);
  }

  /**
   * What comes next.
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
        // It was read: nothing is lost.
      }
    }
  }
}
