package dev.watchstream.flink;

import dev.watchstream.fixtures.FileTree;
import dev.watchstream.fixtures.RecordedCluster;
import dev.watchstream.parser.ServiceName;
import dev.watchstream.timeline.fleet.ClusterEvent;
import dev.watchstream.timeline.fleet.ClusterReading;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.flink.api.connector.source.ReaderOutput;

/** A cluster that is being read. Gives its events strictly increasing timestamps. */
final class OpenCluster implements AutoCloseable {

  /**
   * The most services that are noted for {@link #tellEnd}. The state of others is kept until the
   * end of the input.
   */
  private static final int MOST_SERVICES = 100_000;

  private final RecordedCluster cluster;
  private final ClusterReading reading;
  private final int part;
  private final Set<ServiceName> services = new LinkedHashSet<>();
  private long timestamp;

  private OpenCluster(FleetSplit.OfCluster split, ClusterReading reading) {
    this.cluster = split.cluster();
    this.reading = reading;
    this.part = split.position().part();
    this.timestamp = split.timestamp();
  }

  /** Opens a cluster at the position of a split. */
  static OpenCluster open(FileTree tree, FleetSplit.OfCluster split) throws IOException {
    return new OpenCluster(split, ClusterReading.resume(tree, split.cluster(), split.position()));
  }

  /**
   * Hands out the next event.
   *
   * @return whether there was one
   */
  boolean tell(ReaderOutput<ClusterEvent> output) {
    ClusterEvent event = reading.next();
    if (event == null) {
      return false;
    }
    timestamp = Math.max(timestamp + 1, time(event));
    output.collect(event, timestamp);
    if (event instanceof ClusterEvent.Changed changed && services.size() < MOST_SERVICES) {
      services.add(changed.service());
    }
    return true;
  }

  /**
   * Ends each service that it has handed out events of, so that its state need not be kept until
   * all clusters have been read.
   */
  void tellEnd(ReaderOutput<ClusterEvent> output) {
    for (ServiceName service : services) {
      output.collect(new ClusterEvent.Ended(cluster.name(), service, reading.gaps()), ++timestamp);
    }
  }

  /**
   * When an event came, in milliseconds since 1970; {@link Long#MIN_VALUE} where that is not known.
   */
  private static long time(ClusterEvent event) {
    if (event instanceof ClusterEvent.Changed changed && changed.zero() != null) {
      Duration time = changed.change().time();
      return time == null ? Long.MIN_VALUE : changed.zero().plus(time).toEpochMilli();
    }
    return Long.MIN_VALUE;
  }

  /** Whether it has gone on to another recording than it was opened at. */
  boolean hasTurned() {
    return reading.position().part() != part;
  }

  /** The present position, as a split. */
  FleetSplit.OfCluster split() {
    return new FleetSplit.OfCluster(cluster, reading.position(), timestamp);
  }

  @Override
  public void close() {
    reading.close();
  }
}
