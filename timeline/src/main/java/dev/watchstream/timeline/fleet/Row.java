package dev.watchstream.timeline.fleet;

import dev.watchstream.parser.ServiceName;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One fact and where it was seen.
 *
 * @param cluster the cluster's name
 * @param recording the recording that holds the service's last event by the time the fact was known
 * @param zero the wall-clock time at time 0; null where that is not known
 * @param service the service
 * @param fact the fact that the report is about, such as a rollout
 */
public record Row<F>(
    String cluster, String recording, @Nullable Instant zero, ServiceName service, F fact) {

  @Nullable Instant at(@Nullable Duration time) {
    return zero == null || time == null ? null : zero.plus(time);
  }
}
