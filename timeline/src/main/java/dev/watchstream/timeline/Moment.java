package dev.watchstream.timeline;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A place in a stream.
 *
 * @param event the number of the event that is told there, counted from 0
 * @param time when it came, from the timeline's start; null where that is not known
 */
public record Moment(long event, @Nullable Duration time) {

  /** How long it is until a later moment; null where times are not known. */
  public @Nullable Duration until(Moment later) {
    return time == null || later.time == null ? null : later.time.minus(time);
  }

  /** The same at 0, where its time is not known: of a stream whose times became known later. */
  Moment timed() {
    return time == null ? new Moment(event, Duration.ZERO) : this;
  }
}
