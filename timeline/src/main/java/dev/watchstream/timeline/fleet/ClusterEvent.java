package dev.watchstream.timeline.fleet;

import dev.watchstream.parser.ServiceName;
import dev.watchstream.parser.rollout.EndpointsChange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What comes of reading a cluster's stream, in its order. Immutable. */
public sealed interface ClusterEvent {

  /** The cluster's name. */
  String cluster();

  /** What is told of one service. */
  sealed interface OfService extends ClusterEvent {

    /** The service. */
    ServiceName service();
  }

  /**
   * A service's addresses were told.
   *
   * @param recording the recording that tells it
   * @param zero the wall clock's time of the duration 0 of the change; null where that is not known
   */
  record Changed(String cluster, String recording, @Nullable Instant zero, EndpointsChange change)
      implements OfService {

    @Override
    public ServiceName service() {
      return change.service();
    }

    /** The day on which it came, in UTC; null where that is not known. */
    @Nullable LocalDate day() {
      Duration time = change.time();
      return zero == null || time == null
          ? null
          : zero.plus(time).atOffset(ZoneOffset.UTC).toLocalDate();
    }
  }

  /** All of the cluster was read: nothing more comes of this service. */
  record Ended(String cluster, ServiceName service) implements OfService {}

  /**
   * A recording cannot be read, or not on: what comes after is missing.
   *
   * @param problem one line: the place and the reason
   */
  record Unreadable(String cluster, String problem) implements ClusterEvent {}
}
