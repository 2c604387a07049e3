package dev.watchstream.cli.input;

import dev.watchstream.parser.StreamEvent;
import java.io.IOException;

/** Takes the events of a stream with their place in it. */
public interface EventSink {

  /**
   * Takes one event, a view that is valid until this returns.
   *
   * @param start where it begins, in bytes from the stream's start
   * @param end where it ends, exclusive
   */
  void accept(StreamEvent event, long start, long end) throws IOException;
}
