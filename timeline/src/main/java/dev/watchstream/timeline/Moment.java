package dev.watchstream.timeline;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A place in a stream.
 *
 * @param event the number of the event, counted from 0
 * @param time when it came, from the timeline's start; null where that is not known
 */
public record Moment(long event, @Nullable Duration time) {

  /** How long it is until a later moment; null where times are not known. */
  public @Nullable Duration until(Moment later) {
    return time == null || later.time == null ? null : later.time.minus(time);
  }

  /**
   * This moment with time 0 if its time is not known: for a stream whose times became known later.
   */
  Moment timed() {
    return time == null ? new Moment(event, Duration.ZERO) : this;
  }
}
