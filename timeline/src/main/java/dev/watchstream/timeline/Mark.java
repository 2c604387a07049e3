package dev.watchstream.timeline;

/**
 * An incident of the stream itself. If its two ends differ, nothing is known of the time between
 * them.
 *
 * @param kind what it is
 * @param from the last event before it
 * @param to the first event after it
 * @param text a description for people
 */
public record Mark(Kind kind, Moment from, Moment to, String text) {

  /** What it is. */
  public enum Kind {
    /** Events are missing. */
    GAP,
    /** The state was listed again: what changed meanwhile shows as one change. */
    RELIST,
    /** The server reported an error: a Status, such as 410. */
    STATUS,
    /** The watch was resumed, and nothing is missing. */
    RESUMED
  }
}
