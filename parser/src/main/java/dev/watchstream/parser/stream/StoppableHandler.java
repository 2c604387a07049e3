package dev.watchstream.parser.stream;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.StreamEvent;

/** Like an {@link EventHandler}, but says after each event whether it wants another. */
@FunctionalInterface
public interface StoppableHandler {

  /**
   * Takes one event. An {@link EndpointsEvent} is a view: it and its lists are valid until this
   * method returns. An exception from this method ends the stream and reaches the caller that feeds
   * the parser.
   *
   * @return {@link Action#STOP} to receive no more events of this stream
   */
  Action onEvent(StreamEvent event);
}
