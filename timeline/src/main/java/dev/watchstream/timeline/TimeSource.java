package dev.watchstream.timeline;

/** Where the times of a timeline come from. */
public enum TimeSource {
  /** When the bytes arrived, as recorded. */
  ARRIVAL,
  /** The annotation {@code endpoints.kubernetes.io/last-change-trigger-time}, to the second. */
  TRIGGER,
  /** Times are not known, only the order of the events. */
  NONE
}
