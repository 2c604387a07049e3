package dev.watchstream.timeline.text;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a timeline shows times. */
public final class TimeColumn {

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'");
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss'Z'");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd ");

  private final Supplier<@Nullable Instant> zero;
  private final Supplier<Boolean> isToTheSecond;

  private TimeColumn(Supplier<@Nullable Instant> zero, Supplier<Boolean> isToTheSecond) {
    this.zero = zero;
    this.isToTheSecond = isToTheSecond;
  }

  /** Offsets from the start: {@code +1.300 s}. */
  public static TimeColumn offsets() {
    return new TimeColumn(() -> null, () -> false);
  }

  /**
   * Wall-clock times in UTC: {@code 09:12:09.300Z}, with the day where it is not that of the start;
   * offsets where the wall clock is not known.
   *
   * @param zero the wall-clock time at the start, null if not known; asked for each time, as it may
   *     become known later
   * @param isToTheSecond whether times have no fractions of seconds
   */
  public static TimeColumn clock(
      Supplier<@Nullable Instant> zero, Supplier<Boolean> isToTheSecond) {
    return new TimeColumn(zero, isToTheSecond);
  }

  String of(@Nullable Duration time) {
    Instant start = zero.get();
    if (time == null) {
      return "";
    }
    if (start == null) {
      return String.format(Locale.ROOT, "+%.3f s", time.toNanos() / 1e9);
    }
    LocalDate day = start.atOffset(ZoneOffset.UTC).toLocalDate();
    OffsetDateTime at = start.plus(time).atOffset(ZoneOffset.UTC);
    return (at.toLocalDate().equals(day) ? "" : DAY.format(at))
        + (isToTheSecond.get() ? SECONDS : CLOCK).format(at);
  }
}
