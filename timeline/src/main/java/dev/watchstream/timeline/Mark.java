package dev.watchstream.timeline;

/**
 * Something about the stream itself. Between its ends nothing is known, unless they are one.
 *
 * @param kind what it is
 * @param from the last event before it
 * @param to the first event after it
 * @param text for a person to read
 */
public record Mark(Kind kind, Moment from, Moment to, String text) {

  /** What it is. */
  public enum Kind {
    /** Events are missing. */
    GAP,
    /** The state was read anew: what changed meanwhile is told as one change. */
    RELIST,
    /** The server reported an error: a Status, such as 410. */
    STATUS,
    /** The watch was resumed, and nothing is missing. */
    RESUMED
  }
}
