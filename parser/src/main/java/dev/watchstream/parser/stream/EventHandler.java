package dev.watchstream.parser.stream;

import dev.watchstream.parser.EndpointsEvent;
import dev.watchstream.parser.StreamEvent;

/**
 * Takes the events of a stream, one call per event, in the stream's order, on the thread that feeds
 * the parser.
 */
@FunctionalInterface
public interface EventHandler {

  /**
   * Takes one event. An {@link EndpointsEvent} is a view: it and its lists are valid until this
   * method returns. An exception from this method ends the stream and reaches the caller that feeds
   * the parser.
   */
  void onEvent(StreamEvent event);
}
