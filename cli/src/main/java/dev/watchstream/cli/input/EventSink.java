package dev.watchstream.cli.input;

import dev.watchstream.parser.StreamEvent;
import java.io.IOException;

/** Receives the events of a stream, from its first to the last of the selected part. */
public interface EventSink {

  /** Receives one event, a view that is valid until this returns. */
  void accept(StreamEvent event, Position at) throws IOException;
}
