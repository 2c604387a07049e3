package dev.watchstream.parser.stream;

import dev.watchstream.parser.ParserOptions;
import dev.watchstream.parser.ReaderStatistics;
import dev.watchstream.parser.jackson.EventReader;

/** A reader and its progress through the stream; shared by both entry points. */
abstract sealed class Progress permits EndpointsParser, EventStream {

  final EventReader reader;

  Progress(ParserOptions options) {
    this.reader = Readers.of(options);
  }

  /** How many events of this stream were handed out so far. */
  public final long eventCount() {
    return reader.eventCount();
  }

  /** Where the last event begins, in bytes from the stream's start. */
  public final long eventStart() {
    return reader.eventStart();
  }

  /** Where the last event ends, exclusive, in bytes from the stream's start. */
  public final long eventEnd() {
    return reader.eventEnd();
  }

  /** How the reader has worked since it was made or reset. */
  public final ReaderStatistics statistics() {
    return reader.statistics();
  }
}
