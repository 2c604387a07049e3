package dev.watchstream.timeline;

/** Where the times of a timeline come from. */
public enum TimeSource {
  /** The bytes arrived so. */
  ARRIVAL,
  /**
   * The annotation {@code endpoints.kubernetes.io/last-change-trigger-time} says it, to the second.
   */
  TRIGGER,
  /** They are not known: only the order of the events is. */
  NONE
}
