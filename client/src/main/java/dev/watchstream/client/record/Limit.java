package dev.watchstream.client.record;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much is recorded, and for how long.
 *
 * @param bytes 1 or more; {@link Long#MAX_VALUE} for any number
 * @param duration longer than zero; null for any
 */
record Limit(long bytes, @Nullable Duration duration) {

  static final Limit NONE = new Limit(Long.MAX_VALUE, null);

  Limit {
    if (bytes <= 0) {
      throw new IllegalArgumentException(
          "the limit of a recording is 1 byte or more, not " + bytes);
    }
    if (duration != null && (duration.isZero() || duration.isNegative())) {
      throw new IllegalArgumentException(
          "the limit of a recording is longer than zero, not " + duration);
    }
  }

  Limit withBytes(long newBytes) {
    return new Limit(newBytes, duration);
  }

  Limit withDuration(Duration newDuration) {
    return new Limit(bytes, newDuration);
  }

  boolean isReachedBy(long writtenBytes, long nanos) {
    return writtenBytes >= bytes || (duration != null && nanos >= duration.toNanos());
  }
}
