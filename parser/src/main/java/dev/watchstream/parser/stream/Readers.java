package dev.watchstream.parser.stream;

import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.jackson.EventReader;
import dev.watchstream.parser.jackson.PlainReader;
import dev.watchstream.parser.recall.AcceleratedReader;

/** Makes the reader that the options ask for: the only class that knows all readers. */
final class Readers {

  private Readers() {}

  static EventReader of(ParserOptions options) {
    return switch (options.reader()) {
      case PLAIN -> new PlainReader(options);
      case ACCELERATED ->
          options.readZoneHints() ? new PlainReader(options) : new AcceleratedReader(options);
    };
  }
}
