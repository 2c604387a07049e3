package dev.watchstream.parser.stream;

/** What a {@link StoppableHandler} wants after an event. */
public enum Action {
  /** The next event. */
  CONTINUE,
  /** No more of this stream. */
  STOP
}
