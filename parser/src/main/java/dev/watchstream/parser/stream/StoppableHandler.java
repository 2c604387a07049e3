package dev.watchstream.parser.stream;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.StreamEvent;

/** Like an {@link EventHandler}, but says after each event whether it wants another. */
@FunctionalInterface
public interface StoppableHandler {

  /**
   * Takes one event. An {@link EndpointsEvent} is a view: it and its lists are valid until this
   * method returns. What this method throws ends the parse and reaches the one who feeds.
   *
   * @return {@link Action#STOP} to be handed no more of this stream
   */
  Action onEvent(StreamEvent event);
}
