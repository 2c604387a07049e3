package dev.watchstream.parser.stream;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.StreamEvent;

/**
 * Takes the events of a stream, one call an event, in the stream's order, on the thread that feeds
 * the parser.
 */
@FunctionalInterface
public interface EventHandler {

  /**
   * Takes one event. An {@link EndpointsEvent} is a view: it and its lists are valid until this
   * method returns. What this method throws ends the parse and reaches the one who feeds.
   */
  void onEvent(StreamEvent event);
}
