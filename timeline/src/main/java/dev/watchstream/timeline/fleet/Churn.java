package dev.watchstream.timeline.fleet;

import dev.watchstream.parser.rollout.AddressChange.What;
import dev.watchstream.parser.rollout.RolloutStep;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what changed in a service on one day. Mutable until the day is over. */
public final class Churn {

  private static final long UNKNOWN_DAY = Long.MIN_VALUE;

  private final @Nullable LocalDate day;
  private long events;
  private long changedEvents;
  private final Map<What, Long> changes = new EnumMap<>(What.class);

  Churn(@Nullable LocalDate day) {
    this.day = day;
  }

  void add(RolloutStep step) {
    events++;
    changedEvents += step.changes().isEmpty() ? 0 : 1;
    step.changes().forEach(change -> changes.merge(change.what(), 1L, Long::sum));
  }

  /** The day, in UTC; null where times are not known. */
  public @Nullable LocalDate day() {
    return day;
  }

  /** How many events the service had. */
  public long events() {
    return events;
  }

  /** How many of the events changed an address. */
  public long changedEvents() {
    return changedEvents;
  }

  /** How many changes of a kind there were. */
  public long of(What what) {
    return changes.getOrDefault(what, 0L);
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeLong(day == null ? UNKNOWN_DAY : day.toEpochDay());
    out.writeLong(events);
    out.writeLong(changedEvents);
    out.writeByte(changes.size());
    for (Map.Entry<What, Long> change : changes.entrySet()) {
      out.writeUTF(change.getKey().name());
      out.writeLong(change.getValue());
    }
  }

  static Churn readFrom(DataInput in) throws IOException {
    long day = in.readLong();
    Churn churn = new Churn(day == UNKNOWN_DAY ? null : LocalDate.ofEpochDay(day));
    churn.events = in.readLong();
    churn.changedEvents = in.readLong();
    for (int left = in.readByte(); left > 0; left--) {
      churn.changes.put(What.valueOf(in.readUTF()), in.readLong());
    }
    return churn;
  }
}
