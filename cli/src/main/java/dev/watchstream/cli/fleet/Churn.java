package dev.watchstream.cli.fleet;

import dev.watchstream.parser.rollout.AddressChange;
import dev.watchstream.parser.rollout.RolloutStep;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What changed in a service on one day. */
final class Churn {

  /** In UTC; null where times are not known. */
  final @Nullable LocalDate day;

  /** How many events told of the service, and how many of them changed an address. */
  long events;

  long changedEvents;
  private final Map<AddressChange.What, Long> changes = new EnumMap<>(AddressChange.What.class);

  Churn(@Nullable LocalDate day) {
    this.day = day;
  }

  void add(RolloutStep step) {
    events++;
    changedEvents += step.changes().isEmpty() ? 0 : 1;
    step.changes().forEach(change -> changes.merge(change.what(), 1L, Long::sum));
  }

  long of(AddressChange.What what) {
    return changes.getOrDefault(what, 0L);
  }
}
