package dev.watchstream.parser.stream;

/** What a {@link StoppableHandler} wants next. */
public enum Action {
  /** The next event. */
  CONTINUE,
  /** No more events of this stream. */
  STOP
}
