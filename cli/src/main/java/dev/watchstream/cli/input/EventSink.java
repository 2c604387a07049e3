package dev.watchstream.cli.input;

import dev.watchstream.parser.StreamEvent;
import java.io.IOException;

/** Takes the events of a stream, from its first to the last of the part that was asked for. */
public interface EventSink {

  /** Takes one event, a view that is valid until this returns. */
  void accept(StreamEvent event, Position at) throws IOException;
}
