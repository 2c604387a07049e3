package dev.watchstream.timeline.fleet;

import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.rollout.EndpointsChange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** One result of reading a cluster's recordings, in the order of the stream. Immutable. */
public sealed interface ClusterEvent {

  /** The cluster's name. */
  String cluster();

  /** A result about one service. */
  sealed interface OfService extends ClusterEvent {

    /** The service. */
    ServiceName service();
  }

  /**
   * An event of a service was read.
   *
   * @param recording the recording that the event is in
   * @param zero the wall-clock time at time 0 of the change; null where that is not known
   */
  record Changed(String cluster, String recording, @Nullable Instant zero, EndpointsChange change)
      implements OfService {

    @Override
    public ServiceName service() {
      return change.service();
    }

    /** The day on which the event came, in UTC; null where that is not known. */
    @Nullable LocalDate day() {
      Duration time = change.time();
      return zero == null || time == null
          ? null
          : zero.plus(time).atOffset(ZoneOffset.UTC).toLocalDate();
    }
  }

  /**
   * The cluster was read to its end: nothing more comes of this service.
   *
   * @param gaps in how many places events of the cluster are missing
   */
  record Ended(String cluster, ServiceName service, int gaps) implements OfService {}

  /**
   * A recording cannot be read, or not beyond some place: the rest of it is missing.
   *
   * @param problem one line: the place and the reason
   */
  record Unreadable(String cluster, String problem) implements ClusterEvent {}
}
