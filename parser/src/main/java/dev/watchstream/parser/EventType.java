package dev.watchstream.parser;

/**
 * What an event says happened. The first five are the types of a Kubernetes watch event; the last
 * two stand for what a GET or a list answers.
 */
public enum EventType {
  /** The object was created, or existed when the watch began. */
  ADDED,
  /** The object changed. */
  MODIFIED,
  /** The object is gone; the event carries its last state. */
  DELETED,
  /** All changes up to this resourceVersion have been sent. */
  BOOKMARK,
  /** The server reports a failure as a Status; a watch ends after it. */
  ERROR,
  /** A bare object, or an item of a list: it exists. */
  LISTED,
  /** The end of a list: every item before it was {@link #LISTED}. */
  LIST_END
}
